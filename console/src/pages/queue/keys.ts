/** What a key does in the queue: everything can be done without a mouse. */

import type { Outcome } from "./api";

export type Deed = { outcome: Outcome } | "escalate" | "next" | "previous" | "undo" | "reveal" | "note" | "example" | "help";

export const DEEDS: { key: string; shown: string; deed: Deed; does: string }[] = [
  { key: "a", shown: "A", deed: { outcome: "fine" }, does: "approve: nothing was wrong" },
  { key: "w", shown: "W", deed: { outcome: "warned" }, does: "warn the author" },
  { key: "r", shown: "R", deed: { outcome: "removed" }, does: "remove the content" },
  { key: "s", shown: "S", deed: { outcome: "suspended" }, does: "suspend the author" },
  { key: "b", shown: "B", deed: { outcome: "banned" }, does: "ban the author" },
  { key: "e", shown: "E", deed: "escalate", does: "leave it to somebody else" },
  { key: "j", shown: "J ↓", deed: "next", does: "next item" },
  { key: "k", shown: "K ↑", deed: "previous", does: "previous item" },
  { key: " ", shown: "space", deed: "reveal", does: "show or blur the text" },
  { key: "n", shown: "N", deed: "note", does: "write a note" },
  { key: "l", shown: "L", deed: "example", does: "put aside to teach a label" },
  { key: "u", shown: "U", deed: "undo", does: "take the last decision back" },
  { key: "?", shown: "?", deed: "help", does: "show the keys" },
];

const ARROWS: Record<string, Deed> = { ArrowDown: "next", ArrowUp: "previous" };

/** What a key press asks for; nothing while somebody writes, or together with Ctrl, Alt or Meta. */
export function deedOf(event: KeyboardEvent): Deed | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return undefined;
  const at = event.target as HTMLElement;
  const writes = at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName);
  if (writes || at.closest("dialog")) return undefined;
  // Buttons and links are pressed with the space bar and the arrows scroll what is focused.
  if (event.key === " " && /^(BUTTON|A|SUMMARY)$/.test(at.tagName)) return undefined;
  return ARROWS[event.key] ?? DEEDS.find((known) => known.key === event.key.toLowerCase())?.deed;
}
