/** What moved a standing from one moment to the next: the difference of what was found. */

import type { Schemas } from "../../api/client";

type Standing = Schemas["Standing"];

export interface Move {
  signal: string;
  /** Thousandths of a nat; positive if it speaks against the author. */
  by_mn: number;
  because: string;
}

/** Smaller changes come from time passing, and tell nobody anything. */
const LEAST_MN = 50;

export function moved(before: Standing | null | undefined, after: Standing): Move[] {
  const key = (finding: Schemas["Finding"]) => `${finding.family} ${finding.signal}`;
  const was = new Map((before?.findings ?? []).map((finding) => [key(finding), finding]));
  const is = new Map(after.findings.map((finding) => [key(finding), finding]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((key) => {
      const finding = (is.get(key) ?? was.get(key))!;
      const by_mn = (is.get(key)?.contribution_mn ?? 0) - (was.get(key)?.contribution_mn ?? 0);
      return { signal: finding.signal, by_mn, because: is.has(key) ? finding.because : `no longer: ${finding.because}` };
    })
    .filter((move) => Math.abs(move.by_mn) >= LEAST_MN)
    .sort((one, other) => Math.abs(other.by_mn) - Math.abs(one.by_mn));
}
