//! Passes on what Alertmanager tells Slack, with our pictures signed: its templates cannot do that.

use serde_json::Value;

use super::sign::{Parameters, Secret};

/// Signs the pictures of ours among the attachments; says how many. What is not ours stays as it is.
pub fn sign_pictures(message: &mut Value, ours: &str, secret: &Secret, now: u64) -> usize {
    let Some(attachments) = message.get_mut("attachments").and_then(Value::as_array_mut) else { return 0 };
    let mut signed = 0;
    for attachment in attachments {
        for place in ["image_url", "thumb_url"] {
            let Some(Value::String(url)) = attachment.get_mut(place) else { continue };
            let Some(query) = url.strip_prefix(ours).and_then(|rest| rest.strip_prefix('?')) else {
                continue;
            };
            let Ok(mut parameters) = serde_urlencoded::from_str::<Parameters>(query) else { continue };
            // The picture of an alert ends when it was told, however late somebody looks.
            parameters.entry("end".to_owned()).or_insert_with(|| now.to_string());
            *url = format!("{ours}?{}", secret.sign(parameters, now));
            signed += 1;
        }
    }
    signed
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn our_pictures_are_signed_and_everything_else_stays() {
        let secret = Secret::new(b"sixteen or more of them").unwrap();
        let ours = "https://graphs.example/graph.png";
        let mut message = json!({
            "channel": "#ops",
            "attachments": [
                {"title": "a", "image_url": "https://graphs.example/graph.png?alert=Slow%20x&theme=dark"},
                {"title": "b", "image_url": "https://elsewhere.example/graph.png?alert=Slow"},
                {"title": "c"},
            ],
        });
        let before = message.clone();
        assert_eq!(sign_pictures(&mut message, ours, &secret, 1_000), 1);
        let url = message["attachments"][0]["image_url"].as_str().unwrap().to_owned();
        let parameters = secret.check(url.split_once('?').unwrap().1, 1_000).unwrap();
        let expected = [("alert", "Slow x"), ("end", "1000"), ("theme", "dark")];
        assert_eq!(
            parameters,
            Parameters::from(expected.map(|(name, value)| (name.to_owned(), value.to_owned())))
        );
        message["attachments"][0]["image_url"] = before["attachments"][0]["image_url"].clone();
        assert_eq!(message, before);
        assert_eq!(sign_pictures(&mut json!({"text": "x"}), ours, &secret, 1_000), 0);
    }
}
