-- What clients say that scores should have been, through Perspective's `comments:suggestscore`. `scores` is JSON: by attribute,
-- what was suggested and what the model had said. `sealed` is the comment, encrypted under the tenant's secret; nothing where
-- texts are not kept.
CREATE TABLE score_feedback (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    model TEXT NOT NULL,
    scores TEXT NOT NULL,
    community TEXT,
    sealed TEXT
);
CREATE INDEX score_feedback_by_tenant ON score_feedback (tenant, id);
CREATE INDEX score_feedback_by_time ON score_feedback (made_at);
