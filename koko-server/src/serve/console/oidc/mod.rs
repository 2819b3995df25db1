//! Signing in with an account at an identity provider: OpenID Connect, the authorization code flow with PKCE.
//!
//! What is signed is judged by the crate `openidconnect`; what is here is only whom that lets in, and what people read where it
//! does not work out.

pub mod http;
pub mod people;
pub mod provider;
pub mod sign_in;
pub mod waiting;
