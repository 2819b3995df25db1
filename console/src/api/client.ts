/** The service's API, typed by its own document: `schema.d.ts` is made of `/openapi.json`. */

import createClient from "openapi-fetch";

import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** Why the service refused, as it said it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    /** Milliseconds after which it is worth another try. */
    readonly retryAfter: number | undefined,
  ) {
    super(message);
  }
}

let csrf = "";
let onSignedOut = () => {};

/** Shows the service that requests come from this page: the token of the session. */
export function useToken(token: string): void {
  csrf = token;
}

/** Called when a request is refused because nobody is signed in any more. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

export const api = createClient<paths>({ baseUrl: "/" });

api.use({
  onRequest({ request }) {
    if (request.method !== "GET") request.headers.set("Koko-CSRF", csrf);
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return undefined;
    if (response.status === 401) onSignedOut();
    throw await refusal(response);
  },
  onError() {
    return new Refused(0, "unreachable", "The service does not answer. Is it running, and is the network up?", 2_000);
  },
});

/** What a request comes to; what is refused is thrown by the client. */
export async function got<T>(answer: Promise<{ data?: T | undefined }>): Promise<T> {
  return (await answer).data as T;
}

/** Reads a refusal. */
export async function refusal(response: Response): Promise<Refused> {
  const body = await response.json().catch(() => undefined);
  const error = body?.error;
  const message = typeof error?.message === "string" ? error.message : `The service answered ${response.status}.`;
  return new Refused(response.status, error?.kind ?? "unknown", message, error?.retry_after_ms);
}
