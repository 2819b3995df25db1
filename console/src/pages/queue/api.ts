/** What the queue asks the service. */

import { type Schemas, api, got } from "../../api/client";

export type Decision = Schemas["WholeDecision"];
export type Outcome = Schemas["Outcome"];

/** Something that waits, with its decision. */
export interface Item extends Omit<Schemas["Item"], "decision"> {
  id: string;
  decision: Decision;
}

export const PAGE = 100;

export async function fetchWaiting(before: string | undefined): Promise<{ waiting: number; items: Item[]; next: string | null }> {
  const query = before === undefined ? { limit: PAGE } : { limit: PAGE, before };
  const queue = await got(api.GET("/v1/review", { params: { query } }));
  return { ...queue, items: queue.items as Item[] };
}

export async function fetchClosed(before: string | undefined): Promise<{ items: Item[]; next: string | null }> {
  const query = before === undefined ? { limit: PAGE } : { limit: PAGE, before };
  const closed = await got(api.GET("/v1/review/closed", { params: { query } }));
  return { ...closed, items: closed.items as Item[] };
}

/** Items that wait whose text is a copy of this one's. */
export async function fetchAlike(id: string): Promise<Item[]> {
  const query = { like: id, limit: 1_000 };
  const queue = await got(api.GET("/v1/review", { params: { query } }));
  return (queue.items as Item[]).filter((item) => item.id !== id);
}

/** Whether the item is this reviewer's now; else who has it. */
export async function claim(id: string, reviewer: string): Promise<boolean> {
  const claimed = await got(api.POST("/v1/review/claim", { body: { reviewer, ids: [id] } }));
  return claimed.items.length > 0;
}

export async function release(id: string, reviewer: string): Promise<void> {
  await got(api.POST("/v1/review/{id}/release", { params: { path: { id } }, body: { reviewer } }));
}

export interface Verdict {
  reviewer: string;
  outcome: Outcome;
  family?: Schemas["Family"];
  note?: string;
}

export async function decide(id: string, verdict: Verdict): Promise<Schemas["Decided"]> {
  return got(api.POST("/v1/review/{id}/decide", { params: { path: { id } }, body: verdict }));
}

export async function decideMany(ids: string[], verdict: Verdict): Promise<Schemas["ManyDecided"]> {
  return got(api.POST("/v1/review/decide", { body: { ...verdict, ids } }));
}

export async function escalate(id: string, reviewer: string, note: string): Promise<void> {
  await got(api.POST("/v1/review/{id}/escalate", { params: { path: { id } }, body: { reviewer, note } }));
}

export async function reopen(id: string): Promise<void> {
  await got(api.POST("/v1/review/{id}/reopen", { params: { path: { id } } }));
}

export async function appeal(id: string, words: string): Promise<void> {
  await got(api.POST("/v1/review/{id}/appeal", { params: { path: { id } }, body: { appeal: words } }));
}

export async function addExample(label: string, decision: string, positive: boolean): Promise<void> {
  const path = { label };
  await got(api.POST("/v1/labels/{label}/examples", { params: { path }, body: { decision_id: decision, positive } }));
}

export async function fetchRecent(author: string): Promise<Schemas["Listed"][]> {
  const query = { author, limit: 8, texts: true };
  return (await got(api.GET("/v1/decisions", { params: { query } }))).decisions;
}

/** What else answers a content, the newest first. */
export async function fetchAnswers(parent: string): Promise<Schemas["Listed"][]> {
  const query = { parent, limit: 8, texts: true };
  return (await got(api.GET("/v1/decisions", { params: { query } }))).decisions;
}

export async function fetchStanding(author: string): Promise<Schemas["Standing"]> {
  return got(api.GET("/v1/actors/{author}", { params: { path: { author } } }));
}

/** The latest decision about a content, by the caller's own id of it. */
export async function fetchContent(content: string): Promise<Schemas["Listed"] | null> {
  const query = { content, limit: 1, texts: true };
  return (await got(api.GET("/v1/decisions", { params: { query } }))).decisions[0] ?? null;
}
