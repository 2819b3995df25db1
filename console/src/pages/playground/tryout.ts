/** What is tried out, and how it goes into a link. */

import type { Schemas } from "../../api/client";
import type { Under } from "../../parts/rules";

export interface Tryout {
  text: string;
  author: string;
  community: string;
  surface: string;
  target: string;
  under: Under;
  /** The same text under other rules, to compare. */
  beside?: Under | undefined;
}

export const NOTHING: Tryout = { text: "", author: "", community: "", surface: "", target: "", under: {} };

/** The longest link that mail and chat programs pass on whole. */
export const LONGEST_LINK = 8_000;

/** What to ask the service. */
export function asked({ text, author, community, surface, target }: Tryout, under: Under): Schemas["Try"] {
  return {
    text,
    ...(author && { author }),
    ...(community && { community }),
    ...(surface && { surface }),
    ...(target && { target }),
    ...under,
  };
}

const BEGIN = "#try=";

/** A link that opens the playground with this. All of it is in the fragment, which browsers send to nobody. */
export async function linkTo(tryout: Partial<Tryout>): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(tryout));
  return `/console/playground${BEGIN}${toBase64Url(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/** Reads the fragment of such a link; nothing if it is none, or not whole. */
export async function fromFragment(fragment: string): Promise<Tryout | undefined> {
  if (!fragment.startsWith(BEGIN)) return undefined;
  try {
    const packed = fromBase64Url(fragment.slice(BEGIN.length));
    const bytes = await through(packed, new DecompressionStream("deflate-raw"));
    return read(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}

export const isTryout = (fragment: string): boolean => fragment.startsWith(BEGIN);

/** Takes what has the right shape. A link may come from anybody. */
function read(value: Record<string, unknown>): Tryout {
  const text = (name: string): string => (typeof value[name] === "string" ? value[name] : "");
  return {
    text: text("text"),
    author: text("author"),
    community: text("community"),
    surface: text("surface"),
    target: text("target"),
    under: readUnder(value.under),
    ...(value.beside ? { beside: readUnder(value.beside) } : {}),
  };
}

function readUnder(value: unknown): Under {
  const { policy, policy_version, model } = (value ?? {}) as Record<string, unknown>;
  return {
    ...(typeof policy === "string" ? { policy } : typeof policy_version === "number" ? { policy_version } : {}),
    ...(typeof model === "string" ? { model } : {}),
  };
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  const characters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(characters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
