//! Where it is written down who is still to be told what: in the same transaction as what happened, so that neither is there
//! without the other.

use sqlx::AnyConnection;
use uuid::Uuid;

use super::events::OutgoingEvent;
use crate::serve::database::deliveries::{self, NewDelivery};
use crate::serve::database::now_ms;
use crate::serve::database::webhooks::{self, Listener};

/// Adds an event for every endpoint of the tenant that wants its type; tells for how many.
///
/// To be called where what happened is written. Then somebody has to be woken: see [`super::Webhooks::wake`].
pub async fn add(connection: &mut AnyConnection, event: &OutgoingEvent) -> sqlx::Result<usize> {
    add_all(connection, std::slice::from_ref(event)).await
}

/// Adds many; those about one author arrive in this order.
pub async fn add_all(connection: &mut AnyConnection, events: &[OutgoingEvent]) -> sqlx::Result<usize> {
    let mut added = 0;
    let mut known: Option<(&str, Vec<Listener>)> = None;
    for event in events {
        let listeners = match known {
            Some((tenant, listeners)) if tenant == event.tenant => listeners,
            _ => webhooks::listeners(connection, &event.tenant).await?,
        };
        let id = new_id();
        for listener in listeners.iter().filter(|listener| listener.wants(event.event)) {
            deliveries::insert(connection, &delivery(event, listener, &id)).await?;
            added += 1;
        }
        known = Some((&event.tenant, listeners));
    }
    Ok(added)
}

fn delivery(event: &OutgoingEvent, listener: &Listener, id: &str) -> NewDelivery {
    let body = event.body(listener.include_text);
    NewDelivery {
        endpoint: listener.endpoint.clone(),
        id: id.to_owned(),
        tenant: event.tenant.clone(),
        event: event.event,
        author: event.author.clone(),
        sealed: event.seal.seal_words(&sealed_as(&listener.endpoint, id), &body),
        made_at: now_ms(),
    }
}

/// Under which id the body of a delivery is sealed.
pub fn sealed_as(endpoint: &str, id: &str) -> String {
    format!("{endpoint} {id}")
}

/// What receivers tell events apart by. Later ones sort after earlier ones.
fn new_id() -> String {
    format!("msg_{}", Uuid::now_v7().simple())
}
