//! The edge of the service: what a hostile or clumsy network may do to it, and for how long.
//!
//! Knows connections, bytes and headers. What is asked and answered never comes here.

pub mod activity;
pub mod arguments;
pub mod body;
pub mod compression;
pub mod connection;
pub mod cors;
pub mod descriptors;
pub mod listener;
pub mod request_id;
pub mod tls;
pub mod watched;

use std::time::Duration;

use axum::Router;

use cors::Origin;
use tls::TlsFiles;

/// What is granted to whoever connects.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Connections that may be open at once; more are told to come back.
    pub connections: usize,
    /// How long it may take.
    pub timeouts: Timeouts,
    /// Pages of these origins may call the service from a browser.
    pub cors: Vec<Origin>,
    /// With these the service speaks TLS and nothing else.
    pub tls: Option<TlsFiles>,
}

/// How long each part of a conversation may take.
#[derive(Debug, Clone, Copy)]
pub struct Timeouts {
    /// From the first byte of a request to the end of its headers; also for the handshake of TLS.
    pub head: Duration,
    /// From the end of the headers to the end of the body.
    pub body: Duration,
    /// From the last byte of a body to the last byte of its answer.
    pub answer: Duration,
    /// A connection on which nothing is asked.
    pub idle: Duration,
}

/// What holds for every answer, whatever it is about: who may read it in a browser, and how it is packed.
pub fn around(app: Router, edge: &Edge) -> Router {
    let app = compression::around(app);
    match cors::layer(&edge.cors) {
        Some(layer) => app.layer(layer),
        None => app,
    }
}
