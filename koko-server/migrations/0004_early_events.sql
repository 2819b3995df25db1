-- Reports and decisions about contents that have not come yet. `sealed` is the event, encrypted under the tenant's secret.
CREATE TABLE early_events (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    content TEXT NOT NULL,
    name TEXT NOT NULL,
    sealed TEXT NOT NULL,
    at BIGINT NOT NULL,
    UNIQUE (tenant, content, name)
);
