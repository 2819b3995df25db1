-- Statements of reasons as they were issued. None is ever changed; one that corrects another says which.
-- `id` is what the statement is known by elsewhere, too: that of the decision, and a number from the second one on.
CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    decision TEXT NOT NULL,
    version BIGINT NOT NULL,
    corrects TEXT,
    statement TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    issued_at BIGINT NOT NULL,
    UNIQUE (tenant, decision, version)
);
