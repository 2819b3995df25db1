-- Whom a tenant wants told what, and what is still to be told.
-- As before: times are milliseconds since 1970; what must not be read without the tenant's secret is sealed under it.

-- `events` is `,decision.made,flag.received,`. An endpoint without `disabled_at` gets what happens. `failing_since` is the
-- first failure after the last success; nothing is sent before `paused_until`.
CREATE TABLE webhook_endpoints (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    url TEXT NOT NULL,
    description TEXT NOT NULL,
    events TEXT NOT NULL,
    include_text BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    disabled_at BIGINT,
    disabled_because TEXT,
    delivered_at BIGINT,
    failing_since BIGINT,
    failures BIGINT NOT NULL,
    paused_until BIGINT NOT NULL
);
CREATE INDEX webhook_endpoints_by_tenant ON webhook_endpoints (tenant, id);

-- One that was replaced signs beside the newer ones before `until`.
CREATE TABLE webhook_secrets (
    id TEXT PRIMARY KEY,
    endpoint TEXT NOT NULL,
    sealed TEXT NOT NULL,
    until BIGINT
);
CREATE INDEX webhook_secrets_by_endpoint ON webhook_secrets (endpoint, id);

-- `id` is what receivers see, the same for every endpoint that is told of one event, and in the order in which things were
-- written. What is about one author arrives in that order. `state` is `pending`, `delivered` or `dead`; `leased_until` keeps
-- two services from sending the same at once. `sealed` is the body as it is posted. Nothing here refers to the endpoint by a key:
-- that somebody removes one at the same time must not undo a decision.
CREATE TABLE webhook_deliveries (
    endpoint TEXT NOT NULL,
    id TEXT NOT NULL,
    tenant TEXT NOT NULL,
    event TEXT NOT NULL,
    author TEXT,
    sealed TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    attempted_at BIGINT,
    status BIGINT,
    failure TEXT,
    what TEXT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (endpoint, id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (endpoint, next_attempt_at) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (endpoint, author, id) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (endpoint, state, id);
CREATE INDEX webhook_deliveries_by_author ON webhook_deliveries (tenant, author);
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (made_at);
