-- The archive of `koko serve` for Athena, and for whatever else speaks SQL and reads Parquet. Put your bucket and prefix in the place of
-- s3://decisions/koko, and the tenants that you have into projection.tenant.values. Partitions are computed from the names: no crawler,
-- nothing to add each hour.
--
--   aws athena start-query-execution --work-group primary --query-string "…one statement…"

CREATE EXTERNAL TABLE IF NOT EXISTS records_raw (
  id string,
  kind string,
  taken_at timestamp,
  happened_at timestamp,
  content string,
  author string,
  target string,
  community string,
  surface string,
  parent string,
  text string,
  text_hash string,
  scores map<string, float>,
  labels array<string>,
  action string,
  rules array<string>,
  band string,
  standing float,
  lane string,
  truncated boolean,
  model string,
  policy string,
  normalizer string,
  version string,
  reporter string,
  decision string,
  revision bigint,
  moderator string,
  outcome string,
  family string,
  severity string
)
PARTITIONED BY (tenant string, `date` string, hour string)
STORED AS PARQUET
LOCATION 's3://decisions/koko/v1/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.tenant.type' = 'enum',
  'projection.tenant.values' = 'default',
  'projection.date.type' = 'date',
  'projection.date.format' = 'yyyy-MM-dd',
  'projection.date.range' = '2026-01-01,NOW',
  'projection.hour.type' = 'integer',
  'projection.hour.range' = '0,23',
  'projection.hour.digits' = '2',
  'storage.location.template' = 's3://decisions/koko/v1/tenant=${tenant}/date=${date}/hour=${hour}/'
);

-- Who was forgotten, and what of: everything that was taken before.
CREATE EXTERNAL TABLE IF NOT EXISTS erasures_raw (
  author string,
  before timestamp
)
PARTITIONED BY (tenant string)
STORED AS PARQUET
LOCATION 's3://decisions/koko/erasures/v1/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.tenant.type' = 'enum',
  'projection.tenant.values' = 'default',
  'storage.location.template' = 's3://decisions/koko/erasures/v1/tenant=${tenant}/'
);

-- Each record once, and nothing of whoever was forgotten. Ask this, and say which days: `WHERE "date" >= '2026-11-01'`.
CREATE OR REPLACE VIEW records AS
SELECT
  tenant, "date", hour, id, kind, taken_at, happened_at, content, author,
  CASE WHEN target_erased = 0 THEN target END AS target,
  community, surface, parent, text, text_hash, scores, labels, action, rules, band, standing, lane, truncated,
  model, policy, normalizer, version,
  CASE WHEN reporter_erased = 0 THEN reporter END AS reporter,
  decision, revision,
  CASE WHEN moderator_erased = 0 THEN moderator END AS moderator,
  outcome, family, severity
FROM (
  SELECT
    r.*,
    row_number() OVER (PARTITION BY r.tenant, r.id ORDER BY r.taken_at) AS copy,
    CASE WHEN a.author IS NULL THEN 0 ELSE 1 END AS author_erased,
    CASE WHEN t.author IS NULL THEN 0 ELSE 1 END AS target_erased,
    CASE WHEN p.author IS NULL THEN 0 ELSE 1 END AS reporter_erased,
    CASE WHEN m.author IS NULL THEN 0 ELSE 1 END AS moderator_erased
  FROM records_raw r
  LEFT JOIN (SELECT tenant, author, max(before) AS before FROM erasures_raw GROUP BY tenant, author) a
    ON a.tenant = r.tenant AND a.author = r.author AND r.taken_at < a.before
  LEFT JOIN (SELECT tenant, author, max(before) AS before FROM erasures_raw GROUP BY tenant, author) t
    ON t.tenant = r.tenant AND t.author = r.target AND r.taken_at < t.before
  LEFT JOIN (SELECT tenant, author, max(before) AS before FROM erasures_raw GROUP BY tenant, author) p
    ON p.tenant = r.tenant AND p.author = r.reporter AND r.taken_at < p.before
  LEFT JOIN (SELECT tenant, author, max(before) AS before FROM erasures_raw GROUP BY tenant, author) m
    ON m.tenant = r.tenant AND m.author = r.moderator AND r.taken_at < m.before
) AS joined
WHERE copy = 1 AND author_erased = 0;

-- What people overturned, by rule: where a policy is too strict.
SELECT rule, count(*) AS overturned
FROM records AS reviewed
JOIN records AS decided ON decided.tenant = reviewed.tenant AND decided.content = reviewed.content AND decided.kind = 'content'
CROSS JOIN UNNEST(decided.rules) AS held (rule)
WHERE reviewed.kind = 'moderation' AND reviewed.outcome = 'fine' AND reviewed."date" >= '2026-11-01'
GROUP BY rule
ORDER BY overturned DESC;

-- How the scores of a label lie, day by day and model by model: whether they drift.
SELECT "date", model, approx_percentile(scores['insult'], ARRAY[0.5, 0.9, 0.99]) AS insult
FROM records
WHERE kind = 'content' AND "date" >= '2026-11-01'
GROUP BY "date", model
ORDER BY "date";
