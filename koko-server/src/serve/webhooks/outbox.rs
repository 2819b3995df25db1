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
    Outbox::default().add(connection, event).await
}

/// For many events of one transaction: looks only once who wants to be told.
#[derive(Default)]
pub struct Outbox {
    known: Option<(String, Vec<Listener>)>,
}

impl Outbox {
    /// As [`add`]. What is about one author arrives in the order in which it is added.
    pub async fn add(
        &mut self,
        connection: &mut AnyConnection,
        event: &OutgoingEvent,
    ) -> sqlx::Result<usize> {
        let listeners = match self.known.take() {
            Some((tenant, listeners)) if tenant == event.tenant => listeners,
            _ => webhooks::listeners(connection, &event.tenant).await?,
        };
        let id = new_id();
        let mut added = 0;
        for listener in listeners.iter().filter(|listener| listener.wants(event.event)) {
            deliveries::insert(connection, &delivery(event, listener, &id)).await?;
            added += 1;
        }
        self.known = Some((event.tenant.clone(), listeners));
        Ok(added)
    }
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
