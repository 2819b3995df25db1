-- Decisions, what waits for a reviewer, who may ask, which rules hold, and who changed what.
-- Read by SQLite and PostgreSQL alike: times are milliseconds since 1970, ids are text, lists and objects are JSON.

-- `author` is the key of the author's record; `sealed` holds the author's name and, where the tenant keeps texts, the text,
-- encrypted under the secret of the tenant. `seen` is what the policy saw; with it a decision can be made again.
-- `receipt` is what the author's record gave for it; with it a reviewer's decision takes it back exactly.
CREATE TABLE decisions (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    content TEXT,
    author TEXT,
    community TEXT NOT NULL,
    action TEXT NOT NULL,
    labels TEXT NOT NULL,
    band TEXT NOT NULL,
    model TEXT NOT NULL,
    policy TEXT NOT NULL,
    answer TEXT NOT NULL,
    seen TEXT NOT NULL,
    sealed TEXT,
    receipt TEXT,
    changed_at BIGINT,
    changed_to TEXT
);
CREATE INDEX decisions_by_time ON decisions (tenant, id);
CREATE INDEX decisions_by_content ON decisions (tenant, content, id);
CREATE INDEX decisions_by_author ON decisions (tenant, author, id);
CREATE INDEX decisions_by_age ON decisions (decided_at);

-- `rank` orders the queue: the logarithm of how much harm there may be, plus a little for every hour that an item waits.
CREATE TABLE review_items (
    decision TEXT PRIMARY KEY REFERENCES decisions (id) ON DELETE CASCADE,
    tenant TEXT NOT NULL,
    author TEXT,
    rank DOUBLE PRECISION NOT NULL,
    opened_at BIGINT NOT NULL,
    claimed_by TEXT,
    claimed_until BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT,
    outcome TEXT,
    note TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX review_items_by_rank ON review_items (tenant, closed_at, rank);

-- Only the digest of a key is kept.
CREATE TABLE api_keys (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    per_second DOUBLE PRECISION,
    per_day BIGINT,
    made_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    UNIQUE (tenant, name)
);

CREATE TABLE key_usage (
    api_key TEXT NOT NULL,
    day BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (api_key, day)
);

-- Every version of every policy stays; which one holds is in `in_force`.
CREATE TABLE policies (
    tenant TEXT NOT NULL,
    version BIGINT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, version)
);

CREATE TABLE taught_labels (
    tenant TEXT NOT NULL,
    label TEXT NOT NULL,
    version BIGINT NOT NULL,
    id TEXT NOT NULL,
    file TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, label, version)
);

-- What holds for a tenant: `policy`, or `taught:<label>`; a version, or nothing where it was taken out of force.
CREATE TABLE in_force (
    tenant TEXT NOT NULL,
    what TEXT NOT NULL,
    version BIGINT,
    since BIGINT NOT NULL,
    PRIMARY KEY (tenant, what)
);

-- Each entry holds the digest of the one before it: whoever changes or removes one breaks the chain.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    tenant TEXT NOT NULL,
    who TEXT NOT NULL,
    did TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    before TEXT NOT NULL,
    digest TEXT NOT NULL
);

-- How authors stood when something was last heard of them, so that a change shows.
CREATE TABLE author_bands (
    tenant TEXT NOT NULL,
    author TEXT NOT NULL,
    band TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (tenant, author)
);
