-- What the console needs: whose text is like whose, who was addressed, names of authors, escalations, appeals, examples.

-- `print` is the same for texts that differ only in what hides a copy, `target` the key of the account that was addressed:
-- both keyed hashes under the tenant's secret.
ALTER TABLE decisions ADD COLUMN print TEXT;
ALTER TABLE decisions ADD COLUMN target TEXT;
CREATE INDEX decisions_by_print ON decisions (tenant, print, id);
CREATE INDEX decisions_by_target ON decisions (tenant, target, id);

-- The author's name, encrypted under the tenant's secret.
ALTER TABLE author_bands ADD COLUMN sealed TEXT;
CREATE INDEX author_bands_by_since ON author_bands (tenant, band, since);

ALTER TABLE review_items ADD COLUMN escalated_at BIGINT;
ALTER TABLE review_items ADD COLUMN escalated_by TEXT;
ALTER TABLE review_items ADD COLUMN escalated_note TEXT;
ALTER TABLE review_items ADD COLUMN appealed_at BIGINT;
ALTER TABLE review_items ADD COLUMN appeal TEXT;
CREATE INDEX review_items_by_closing ON review_items (tenant, closed_at, decision);

-- What reviewers put aside to teach a label from; `sealed` is the text, encrypted under the tenant's secret. `author` is the key
-- of whoever wrote it: who is forgotten is forgotten here, too.
CREATE TABLE label_examples (
    id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    label TEXT NOT NULL,
    positive BIGINT NOT NULL,
    sealed TEXT NOT NULL,
    decision TEXT,
    author TEXT,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (tenant, label, decision)
);
CREATE INDEX label_examples_by_label ON label_examples (tenant, label, id);
CREATE INDEX label_examples_by_author ON label_examples (tenant, author);

-- What is left to do, for the metrics.
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (tenant, state, made_at) WHERE state <> 'delivered';
