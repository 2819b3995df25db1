/** The words of a policy, as the head of the built-in one explains them. A test holds them against that file. */

export const ACTIONS: Record<string, string> = {
  allow: "nothing happens",
  support: "show where help is to be had; never a punishment",
  review: "publish, and put it into the review queue",
  hold: "wait for a reviewer before it is published",
  remove: "do not publish",
};

/** Labels that every model knows; taught ones come beside them. */
export const LABELS = [
  "toxicity",
  "severe_toxicity",
  "insult",
  "profanity",
  "threat",
  "identity_attack",
  "sexual",
  "self_harm",
  "violence",
  "spam",
];

export const BANDS = ["unknown", "calm", "watch", "elevated", "high"];

export const FAMILIES = ["harassment", "hate", "sexual", "violence", "spam", "manipulation"];

export const SIGNALS = [
  "harmful_share",
  "severe_harm",
  "past_actions",
  "targeting",
  "posting_burst",
  "repeated_content",
  "link_spam",
  "new_account",
  "escalation",
  "evasion",
  "spread",
  "flags_received",
  "raid",
  "campaign",
];

export const STANDING: Record<string, string> = {
  band: "unknown, calm, watch, elevated or high",
  family: "the family of abuse where the author stands worst",
  probability: "that a reviewer of the last month would find abuse, 0 to 1",
  score: "the same as probability",
  evidence: "how much is known of the author",
  families: "the probability in each family",
  has: "whether a signal speaks against the author",
  signals: "the signals that do",
};

export const CONTENT: Record<string, string> = {
  community: "where it was written",
  surface: "what kind of place that is",
  has_target: "whether somebody is addressed",
  characters: "how long the text is",
};

/** What a condition can begin with. */
export const ROOTS: Record<string, string> = {
  found: "true where a label reached its threshold",
  scores: "the probability of a label, 0 to 1",
  thresholds: "from which score on a label is found",
  standing: "how the author stands",
  content: "what is known of the content",
};

/** What stands in a table, by its name. */
export const KEYS: Record<string, string[]> = {
  "": ["name"],
  rule: ["id", "when", "action", "because"],
  actors: [
    "base_rate",
    "base_rates",
    "ordinary_rate",
    "floor",
    "mild_weight",
    "clean_posts_per_day",
    "enough_evidence",
    "bands",
    "hysteresis",
    "soft_cap",
    "keep_receipts",
  ],
};

export const TABLES = ["thresholds", "rule", "actors"];
