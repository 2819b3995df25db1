import { words } from "./words";

/** An action, an outcome, a band: a word in the colour of how bad it is. */
export function Badge({ of, children }: { of: string; children?: string }) {
  return <span class={`badge ${of}`}>{children ?? words(of)}</span>;
}
