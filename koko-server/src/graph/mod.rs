//! `koko graph`: pictures of what alerts are about, for those who are told of them; and numbers for a status page.
//!
//! Reads as: `asked` says what is wanted and how much may be, `sign` whether it may be asked, `expression` what of an alert is
//! drawn, `query` what was measured, `plot` draws it, `png` makes a picture of that. `forward` and `routes` are the way to Slack.
//! Nothing of it knows what Koko is: it would draw any Prometheus.

pub mod asked;
pub mod expression;
pub mod font;
pub mod forward;
pub mod plot;
pub mod png;
pub mod query;
pub mod render;
pub mod routes;
pub mod sign;
pub mod status;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, redirect};

use crate::cli::Graph;
use crate::errors::Stop;
use crate::run::End;
use crate::serve::edge::listener;
use crate::serve::edge::tls;
use crate::serve::log::line::{Event, Level};
use crate::serve::{log, told_to_stop};
use asked::Asked;
use query::Prometheus;
use render::{Allowed, measured};
use routes::{Drawn, Graphs};
use sign::{Parameters, Secret};

/// How long Slack may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// The path of pictures.
const PICTURE: &str = "graph.png";

/// Draws one picture into a file, or listens.
pub fn run(graph: &Graph) -> Result<End, Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Stop::Output)?;
    runtime.block_on(async {
        let prometheus = Prometheus::new(graph.prometheus.clone()).map_err(|error| wrong(&error))?;
        match (&graph.out, graph.listen) {
            (Some(file), _) => draw(graph, &prometheus, file).await,
            (None, Some(_)) => listen(graph, prometheus).await,
            (None, None) => {
                Err(wrong(&"say where to listen (`--listen`), or what to draw (`--alert NAME --out FILE`)"))
            }
        }
    })
}

async fn draw(graph: &Graph, prometheus: &Prometheus, file: &Path) -> Result<End, Stop> {
    let mut parameters = Parameters::new();
    let numbers = [
        ("range", graph.hours.map(|hours| hours * 3_600.0)),
        ("end", graph.end),
        ("width", graph.width.map(f64::from)),
        ("height", graph.height.map(f64::from)),
    ];
    for (name, number) in numbers {
        if let Some(number) = number {
            parameters.insert(name.to_owned(), number.to_string());
        }
    }
    let (name, what) = match (&graph.alert, &graph.query) {
        (Some(alert), _) => ("alert", alert),
        (None, Some(query)) => ("query", query),
        (None, None) => return Err(wrong(&"say what to draw: `--alert NAME`, or `--query EXPRESSION`")),
    };
    parameters.insert(name.to_owned(), what.clone());
    let asked = Asked::read(parameters, routes::now()).map_err(|error| wrong(&error))?;
    let asked = Asked { theme: graph.theme, ..asked };
    let drawing = measured(prometheus, &asked, Allowed::AnyQuery).await.map_err(|error| wrong(&error))?;
    let is_svg = file.extension().is_some_and(|extension| extension == "svg");
    let picture = if is_svg { png::svg(&drawing, asked.size) } else { png::png(&drawing, asked.size) };
    std::fs::write(file, picture.map_err(|error| wrong(&error))?)
        .map_err(|source| Stop::Unwritable { file: file.display().to_string(), source })?;
    Ok(End::AllAnswered)
}

async fn listen(graph: &Graph, prometheus: Prometheus) -> Result<End, Stop> {
    let (Some(address), Some(secret)) = (graph.listen, &graph.secret_file) else {
        return Err(wrong(&"pictures need a secret that signs their URLs: `--secret-file FILE`"));
    };
    let words = std::fs::read(secret)
        .map_err(|source| Stop::Unreadable { file: secret.display().to_string(), source })?;
    let secret = Secret::new(&words).ok_or_else(|| {
        wrong(&format!(
            "{} is too short to be a secret: put 16 random bytes or more into it",
            secret.display()
        ))
    })?;
    tls::provider();
    let client = Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build();
    let cannot = |source| Stop::CannotListen { address: address.to_string(), source };
    let socket = listener::bind(address).map_err(cannot)?;
    let here = socket.local_addr().map_err(cannot)?;
    let asked = prometheus.address();
    let url = graph.public_url.clone().unwrap_or_else(|| format!("http://{here}"));
    let graphs = Graphs {
        prometheus,
        secret,
        pictures: format!("{}/{PICTURE}", url.trim_end_matches('/')),
        allowed: if graph.any_query { Allowed::AnyQuery } else { Allowed::Alerts },
        slack: graph.slack_url_file.clone(),
        client: client.map_err(|error| wrong(&error))?,
        drawn: Drawn::default(),
    };
    let told = told_to_stop().map_err(cannot)?;
    log::say(Level::Info, Event::Serving, &format!("koko graph draws {asked} on http://{here}"));
    let edge = graph.edge.edge();
    let app = routes::router(Arc::new(graphs));
    listener::serve(socket, app, |_| routes::MOST_BYTES, &edge, None, told).await.map_err(cannot)?;
    Ok(End::AllAnswered)
}

fn wrong(what: &dyn std::fmt::Display) -> Stop {
    Stop::BadConfiguration { what: what.to_string() }
}
