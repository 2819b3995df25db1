-- Who is signed in to the console, and links that sign somebody in. Of cookies and links, only digests are kept.
-- As before: times are milliseconds since 1970.

-- `how` is `oidc` or `link`; `subject` is what the identity provider calls the person, or which link it was.
CREATE TABLE console_sessions (
    digest TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    how TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX console_sessions_by_age ON console_sessions (expires_at);

-- A link is removed by whoever uses it.
CREATE TABLE console_links (
    digest TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
