/** A text with what was found in it marked. */

import { useId, useState } from "preact/hooks";

import type { Schemas } from "../api/client";
import { words } from "./words";

/** Found in a text: where, in UTF-16 units of the text as it was given, and how the model read it. */
export interface Found {
  label: string;
  start: number;
  end: number;
  /** The text as the model read it, where that is different: without what was meant to hide it. */
  read_as?: string | undefined;
}

export const found = (span: Schemas["Span"] & { read_as?: string | null }): Found => ({
  label: span.label,
  start: span.utf16[0] ?? 0,
  end: span.utf16[1] ?? 0,
  read_as: span.read_as ?? undefined,
});

const SEVERE = new Set(["threat", "severe_toxicity", "identity_attack", "self_harm", "violence"]);

export interface Piece {
  text: string;
  labels: string[];
  readAs: string[];
}

/** Cuts a text where spans begin and end; they may overlap. */
export function pieces(text: string, spans: Found[]): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const span of spans) {
    cuts.add(Math.min(span.start, text.length));
    cuts.add(Math.min(span.end, text.length));
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(1).map((end, index) => {
    const start = places[index]!;
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    return {
      text: text.slice(start, end),
      labels: [...new Set(over.map((span) => span.label))],
      readAs: [...new Set(over.flatMap((span) => span.read_as ?? []))],
    };
  });
}

export function Text({ text, spans }: { text: string; spans: Found[] }) {
  return (
    <p class="text" dir="auto">
      {pieces(text, spans).map((piece, index) =>
        piece.labels.length === 0 ? (
          piece.text
        ) : (
          <Mark key={index} piece={piece} />
        ),
      )}
    </p>
  );
}

/** What was found here, and how it was read, is shown under the pointer and on focus. */
function Mark({ piece }: { piece: Piece }) {
  const note = useId();
  const [atEnd, setAtEnd] = useState(false);
  const place = (mark: HTMLElement) => setAtEnd(mark.getBoundingClientRect().left > innerWidth / 2);
  return (
    <mark
      class={`${piece.labels.some((label) => SEVERE.has(label)) ? "severe" : ""} ${atEnd ? "at-end" : ""}`}
      tabIndex={0}
      aria-describedby={note}
      onMouseEnter={(event) => place(event.currentTarget)}
      onFocus={(event) => place(event.currentTarget)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    >
      {piece.text}
      <span role="tooltip" id={note} class="note">
        {told(piece)}
      </span>
    </mark>
  );
}

function told(piece: Piece): string {
  const labels = piece.labels.map(words).join(", ");
  return piece.readAs.length > 0 ? `${labels} · read as “${piece.readAs.join("”, “")}”` : labels;
}
