/** Answers of the service that are not in `schema.d.ts` yet, in the shapes that it would have; asked through the same client. */

import type { Client } from "openapi-fetch";

import { type Schemas, api } from "./client";

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

export interface InBand {
  /** Null where the name was not kept. */
  author: string | null;
  band: Schemas["Band"];
  since_ms: number;
  decisions: number;
  last_decision_id: string;
}

export interface InBands {
  actors: InBand[];
  /** Ask for more with this as `before`; null at the end. */
  next: string | null;
}

/** Whom an author acts together with. */
export interface Company {
  campaigns: Campaign[];
  raids: Raid[];
}

/** Authors who posted the same things. */
export interface Campaign {
  id: string;
  authors: { author: string | null; decisions: number }[];
  decisions: { decision_id: string; author: string | null; at_ms: number; text?: string | null }[];
}

/** Many who suddenly harm the same person or place. */
export interface Raid {
  target: string | null;
  authors: (string | null)[];
  since_ms: number;
}

/** A text that shows what a label means, collected for teaching it. */
export interface CollectedExample {
  id: string;
  /** Null where texts are not kept. */
  text: string | null;
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
  "/v1/actors": {
    get: {
      parameters: { query: { band: Schemas["Band"]; limit?: number; before?: string } };
      responses: { 200: Json<InBands> };
    };
  };
  "/v1/actors/{author}/company": { get: Path<"author"> & { responses: { 200: Json<Company> } } };
  "/v1/labels": {
    post: { requestBody: Json<Schemas["Teach"] & { collected?: boolean }>; responses: { 201: Json<Schemas["Taught"]> } };
  };
  "/v1/labels/{label}/examples": {
    get: Path<"label"> & { responses: { 200: Json<{ examples: CollectedExample[] }> } };
    post: Path<"label"> & { requestBody: Json<NewExample>; responses: { 201: Json<CollectedExample> } };
  };
  "/v1/labels/{label}/examples/{id}": { delete: Path<"label" | "id"> & { responses: { 200: Json<unknown> } } };
}

export const more = api as unknown as Client<MorePaths>;
