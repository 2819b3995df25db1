/** What moderators see only when they want to: texts are blurred until then, as they choose on this device. */

export type Veil = "never" | "severe" | "always";

const KEY = "koko-veil";
const SEVERE = new Set(["threat", "severe_toxicity", "identity_attack", "self_harm", "violence", "sexual"]);

export function chosenVeil(): Veil {
  const kept = localStorage.getItem(KEY);
  return kept === "never" || kept === "always" ? kept : "severe";
}

export function keepVeil(chosen: Veil): void {
  localStorage.setItem(KEY, chosen);
}

/** Whether a text with these labels is blurred at first. */
export function isVeiled(labels: string[], chosen: Veil): boolean {
  return chosen === "always" || (chosen === "severe" && labels.some((label) => SEVERE.has(label)));
}
