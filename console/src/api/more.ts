/** Answers of the service that are not in `schema.d.ts` yet, in the shapes that it would have; asked through the same client. */

import type { Client } from "openapi-fetch";

import { type Schemas, api } from "./client";
import type { operations } from "./schema";

type Search = NonNullable<operations["search_decisions"]["parameters"]["query"]>;

/** A text to be read and decided about; nothing of it is kept. */
export interface Try {
  text: string;
  author?: string;
  community?: string;
  surface?: string;
  target?: string;
  /** The text of a policy that nobody uses yet. */
  policy?: string;
  /** The version of one that is stored. */
  policy_version?: number;
  /** An installed model. */
  model?: string;
}

export type TriedSpan = Schemas["Span"] & {
  /** How the model read that place, where it differs from what was written. */
  read_as?: string | null;
};

/** What a text would have come to. */
export interface Tried extends Omit<Schemas["Moderated"], "decision_id" | "spans"> {
  spans: TriedSpan[];
  /** From which score on each label is found. */
  thresholds: Record<string, number>;
}

/** A decision in a list that was asked for texts. */
export type Listed = Schemas["Kept"] & {
  /** Null where it is not known. */
  author?: string | null;
  /** Null where it was not kept. */
  text?: string | null;
};

export interface InBand {
  /** Null where the name is not known any more. */
  author: string | null;
  band: Schemas["Band"];
  since_ms: number;
  decisions: number;
  last_decision_id: string | null;
}

export interface Authors {
  authors: InBand[];
  /** Ask for more with this as `before`; null at the end. */
  next: string | null;
}

/** Who does the same as an author, within a week. */
export interface Company {
  /** Texts that others post, too. */
  campaigns: Common[];
  /** Accounts that several address with what is not allowed. */
  raids: Raid[];
}

/** What several authors have in common. */
export interface Common {
  authors: { author: string | null; decisions: number }[];
  decisions: Together[];
  /** How many authors; those of the latest decisions are in `authors`. */
  every_author: number;
  since_ms: number;
}

export interface Together {
  action: Schemas["Action"];
  at_ms: number;
  author: string | null;
  decision_id: string;
  text: string | null;
}

export interface Raid extends Common {
  target: string | null;
}

/** A text that shows what a label means, put aside for teaching it. */
export interface LabelExample {
  id: string;
  text: string;
  positive: boolean;
  by: string;
  at_ms: number;
  decision_id: string | null;
}

export interface NewExample {
  decision_id?: string;
  text?: string;
  positive: boolean;
}

interface Json<Body> {
  content: { "application/json": Body };
}

interface Path<Name extends string> {
  parameters: { path: Record<Name, string> };
}

interface MorePaths {
  "/v1/try": { post: { requestBody: Json<Try>; responses: { 200: Json<Tried> } } };
  "/v1/decisions": {
    get: {
      parameters: { query: Omit<Search, "limit"> & { limit?: number; texts: boolean } };
      responses: { 200: Json<{ decisions: Listed[]; next: string | null }> };
    };
  };
  "/v1/actors": {
    get: {
      parameters: { query: { band: Schemas["Band"]; limit?: number; before?: string } };
      responses: { 200: Json<Authors> };
    };
  };
  "/v1/actors/{author}/company": { get: Path<"author"> & { responses: { 200: Json<Company> } } };
  "/v1/labels": {
    post: { requestBody: Json<Schemas["Teach"] & { collected?: boolean }>; responses: { 201: Json<Schemas["Taught"]> } };
  };
  "/v1/labels/{label}/examples": {
    get: Path<"label"> & { responses: { 200: Json<{ examples: LabelExample[] }> } };
    post: Path<"label"> & { requestBody: Json<NewExample>; responses: { 201: Json<LabelExample> } };
  };
  "/v1/labels/{label}/examples/{id}": { delete: Path<"label" | "id"> & { responses: { 200: Json<unknown> } } };
}

export const more = api as unknown as Client<MorePaths>;
