//! The document from which Google's clients learn what there is.

use axum::http::HeaderMap;
use axum::http::header::HOST;
use serde_json::{Value, json};

/// The document, with the address that the operator gave, or under which this service was asked for it.
pub(super) fn document(public_url: Option<&str>, headers: &HeaderMap) -> Value {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or("localhost");
    let asked = format!("http://{host}");
    let root = format!("{}/", public_url.unwrap_or(&asked).trim_end_matches('/'));
    let method = |name: &str, about: &str, request: &str, response: &str| {
        json!({
            "id": format!("commentanalyzer.comments.{name}"),
            "path": format!("v1alpha1/comments:{name}"),
            "flatPath": format!("v1alpha1/comments:{name}"),
            "httpMethod": "POST",
            "description": about,
            "parameters": {},
            "parameterOrder": [],
            "request": {"$ref": request},
            "response": {"$ref": response},
        })
    };
    json!({
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": "commentanalyzer:v1alpha1",
        "name": "commentanalyzer",
        "version": "v1alpha1",
        "revision": "20261126",
        "title": "Comment Analyzer as Koko speaks it",
        "description": "Scores what people post, on this machine.",
        "protocol": "rest",
        "rootUrl": root,
        "baseUrl": root,
        "servicePath": "",
        "basePath": "",
        "batchPath": "batch",
        "parameters": parameters(),
        "schemas": schemas(),
        "resources": {"comments": {"methods": {
            "analyze": method("analyze", "Scores a comment.", "AnalyzeCommentRequest", "AnalyzeCommentResponse"),
            "suggestscore": method(
                "suggestscore", "Says what a score should have been.", "SuggestCommentScoreRequest", "SuggestCommentScoreResponse"
            ),
        }}},
    })
}

fn parameters() -> Value {
    let query = |about: &str| json!({"type": "string", "location": "query", "description": about});
    let mut alt = query("The form of the answer.");
    alt["default"] = json!("json");
    alt["enum"] = json!(["json"]);
    json!({
        "alt": alt,
        "key": query("The key of whoever asks."),
        "access_token": query("Ignored."),
        "oauth_token": query("Ignored."),
        "quotaUser": query("Ignored."),
        "prettyPrint": {"type": "boolean", "location": "query", "default": "true", "description": "Ignored."},
        "fields": query("Ignored: the answer is always whole."),
        "uploadType": query("Ignored."),
        "$.xgafv": query("Ignored."),
        "callback": query("Refused."),
    })
}

fn schemas() -> Value {
    let (text, flag, number, whole) = (
        json!({"type": "string"}),
        json!({"type": "boolean"}),
        json!({"type": "number", "format": "float"}),
        json!({"type": "integer", "format": "int32"}),
    );
    let texts = json!({"type": "array", "items": text});
    let refer = |name: &str| json!({"$ref": name});
    let list = |name: &str| json!({"type": "array", "items": {"$ref": name}});
    let map = |name: &str| json!({"type": "object", "additionalProperties": {"$ref": name}});
    let object =
        |name: &str, properties: Value| json!({"id": name, "type": "object", "properties": properties});
    let objects = [
        object("TextEntry", json!({"text": text, "type": text})),
        object(
            "ArticleAndParentComment",
            json!({"article": refer("TextEntry"), "parentComment": refer("TextEntry")}),
        ),
        object(
            "Context",
            json!({"entries": list("TextEntry"), "articleAndParentComment": refer("ArticleAndParentComment")}),
        ),
        object("AttributeParameters", json!({"scoreType": text, "scoreThreshold": number})),
        object("Score", json!({"value": number, "type": text})),
        object("SpanScore", json!({"begin": whole, "end": whole, "score": refer("Score")})),
        object("AttributeScores", json!({"summaryScore": refer("Score"), "spanScores": list("SpanScore")})),
        object(
            "AnalyzeCommentRequest",
            json!({
                "comment": refer("TextEntry"), "requestedAttributes": map("AttributeParameters"), "context": refer("Context"),
                "languages": texts, "spanAnnotations": flag, "doNotStore": flag, "dropUnsupportedAttributes": flag,
                "clientToken": text, "sessionId": text, "communityId": text,
            }),
        ),
        object(
            "AnalyzeCommentResponse",
            json!({
                "attributeScores": map("AttributeScores"), "languages": texts, "detectedLanguages": texts, "clientToken": text,
            }),
        ),
        object(
            "SuggestCommentScoreRequest",
            json!({
                "comment": refer("TextEntry"), "attributeScores": map("AttributeScores"), "context": refer("Context"),
                "languages": texts, "clientToken": text, "sessionId": text, "communityId": text,
            }),
        ),
        object(
            "SuggestCommentScoreResponse",
            json!({"clientToken": text, "detectedLanguages": texts, "requestedLanguages": texts}),
        ),
    ];
    objects.into_iter().map(|object| (object["id"].as_str().unwrap_or_default().to_owned(), object)).collect()
}
