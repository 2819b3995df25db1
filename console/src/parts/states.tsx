/** What is shown while something is fetched, where it failed, and where there is nothing. */

import type { ComponentChildren } from "preact";

import { Refused } from "../api/client";

export function Waiting({ what }: { what: string }) {
  return (
    <p class="state" role="status">
      Fetching {what} …
    </p>
  );
}

export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  return (
    <div class="state failed" role="alert">
      <p>{message(error)}</p>
      {again ? (
        <button type="button" onClick={again}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

export function Nothing({ children }: { children: ComponentChildren }) {
  return <div class="state nothing">{children}</div>;
}

/** What to tell about an error. */
export function message(error: unknown): string {
  if (error instanceof Refused) return error.message;
  return error instanceof Error ? error.message : String(error);
}
