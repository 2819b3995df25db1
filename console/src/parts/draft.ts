/** The policy that somebody is writing: kept in this tab until it is saved or thrown away, and shared by the pages that try it. */

const KEY = "koko-policy-draft";

export interface Draft {
  source: string;
  /** What it was made of: the text that was there before. */
  base: string;
}

export function readDraft(): Draft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return typeof kept?.source === "string" && typeof kept.base === "string" ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function writeDraft(draft: Draft): void {
  if (draft.source === draft.base) dropDraft();
  else sessionStorage.setItem(KEY, JSON.stringify(draft));
}

export function dropDraft(): void {
  sessionStorage.removeItem(KEY);
}
