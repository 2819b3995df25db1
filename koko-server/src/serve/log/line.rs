//! A line of the log: which facts there are, and that there are no others.
//!
//! No field takes what somebody has written, and none names an author. What is not one of these fields cannot be logged.

use serde::Serialize;
use utoipa::ToSchema;

/// A line of the log of `koko serve --log-format json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// When: RFC 3339, in UTC, with milliseconds
    #[schema(format = "date-time")]
    pub ts: String,
    /// How much it matters
    #[schema(inline)]
    pub level: Level,
    /// What happened
    #[schema(inline)]
    pub event: Event,
    /// Which request: as in `X-Request-Id`
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 128, pattern = "^[A-Za-z0-9_.-]+$")]
    pub request_id: Option<String>,
    /// How it was asked
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, inline)]
    pub method: Option<Method>,
    /// Which path, with the names of its parts instead of what stood there; `other` for one that is none of ours
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub route: Option<String>,
    /// The status of HTTP; 499 where whoever asked went away before the answer, or its time was up
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 100, maximum = 599)]
    pub status: Option<u16>,
    /// Whose
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 64)]
    pub tenant: Option<String>,
    /// How many texts were read or decided about
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub texts: Option<u64>,
    /// What should happen, where it was decided about one content
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub action: Option<&'static str>,
    /// The policy that decided
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub policy: Option<String>,
    /// The model that answered
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub model: Option<String>,
    /// From the head of the request to the head of its answer, in microseconds
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub latency_us: Option<u64>,
    /// The trace to which the request belongs
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, pattern = "^[0-9a-f]{32}$")]
    pub trace_id: Option<String>,
    /// About the service itself, in words; never with a request
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub message: Option<String>,
}

/// How much a line matters.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    serde::Deserialize,
    ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// What happens all the time.
    Info,
    /// Something was refused or is away, and it may pass.
    Warn,
    /// Somebody should look.
    Error,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// A request was answered.
    Request,
    /// The service listens.
    Serving,
    /// What it serves, where it keeps what, and who may ask.
    Setup,
    /// The configuration or a certificate was read again, or could not be.
    Reload,
    /// Something that is done again and again fails, or works again.
    Trouble,
    /// An endpoint of webhooks was disabled.
    WebhookDisabled,
    /// Our own mistake, and where.
    Panic,
    /// The service has ended, and why.
    Stopped,
}

/// How something was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Reads the head.
    Head,
    /// Asks or makes.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
    /// Asks what is allowed.
    Options,
    /// Anything else: methods may be any word.
    Other,
}

impl Method {
    /// As it stands in a request, and in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Other => "OTHER",
        }
    }
}

impl From<&axum::http::Method> for Method {
    fn from(method: &axum::http::Method) -> Method {
        match method.as_str() {
            "GET" => Method::Get,
            "HEAD" => Method::Head,
            "POST" => Method::Post,
            "PUT" => Method::Put,
            "PATCH" => Method::Patch,
            "DELETE" => Method::Delete,
            "OPTIONS" => Method::Options,
            _ => Method::Other,
        }
    }
}

impl Line {
    /// A line of now in which nothing else stands.
    pub fn new(level: Level, event: Event) -> Line {
        Line {
            ts: chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now())
                .to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
            level,
            event,
            request_id: None,
            method: None,
            route: None,
            status: None,
            tenant: None,
            texts: None,
            action: None,
            policy: None,
            model: None,
            latency_us: None,
            trace_id: None,
            message: None,
        }
    }
}

/// The JSON schema of a line, as `deploy/logging/line.schema.json` has it.
pub fn schema() -> serde_json::Value {
    use utoipa::PartialSchema;
    let mut schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of the log of koko serve --log-format json",
    });
    let mut of_type = serde_json::to_value(Line::schema()).expect("a schema is JSON");
    // What has words of its own and those of its field comes as both, and the second says that it is an object.
    for property in
        of_type["properties"].as_object_mut().into_iter().flat_map(|properties| properties.values_mut())
    {
        if let Some(first) =
            property.get_mut("allOf").and_then(|all| all.get_mut(0)).map(serde_json::Value::take)
        {
            *property = first;
        }
    }
    if let (Some(schema), serde_json::Value::Object(of_type)) = (schema.as_object_mut(), of_type) {
        schema.extend(of_type);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_that_is_shipped_is_that_of_the_type() {
        let file =
            std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy/logging/line.schema.json");
        let written = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
        if std::env::var_os("KOKO_REFRESH").is_some() {
            std::fs::write(&file, &written).unwrap();
        }
        let shipped = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(shipped, written, "run this test with KOKO_REFRESH=1 and commit the file");
    }
}
