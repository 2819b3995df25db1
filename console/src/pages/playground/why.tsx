/** Which words drove a score: read again once for each word, so only on demand. */

import { useQuery } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { Failed, Waiting } from "../../parts/states";
import { words as spelled } from "../../parts/words";

interface Props {
  text: string;
  model?: string | undefined;
  scores: Record<string, number>;
}

export function Why({ text, model, scores }: Props) {
  const [asked, setAsked] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const explained = useQuery({
    queryKey: ["explain", text, model],
    queryFn: ({ signal }) =>
      got(api.POST("/v1/explain", { body: { text }, params: { header: model ? { "Koko-Model": model } : {} }, signal })),
    enabled: asked,
    staleTime: Infinity,
  });
  const labels = Object.entries(scores)
    .sort(([, one], [, other]) => other - one)
    .map(([label]) => label);
  const label = chosen ?? labels[0] ?? "";
  if (!asked) {
    return (
      <button type="button" onClick={() => setAsked(true)}>
        Which words?
      </button>
    );
  }
  return (
    <div class="why">
      <label class="row">
        Words that drove{" "}
        <select value={label} onChange={(event) => setChosen(event.currentTarget.value)}>
          {labels.map((label) => (
            <option key={label} value={label}>
              {spelled(label)}
            </option>
          ))}
        </select>
      </label>
      {explained.isPending ? <Waiting what="the words" /> : null}
      {explained.isError ? <Failed error={explained.error} again={() => void explained.refetch()} /> : null}
      {explained.data ? <Heat text={text} words={explained.data.words} label={label} /> : null}
    </div>
  );
}

/** A weight that is worth showing. */
const LEAST = 0.02;
/** A weight that is shown at full heat. */
const MOST = 0.25;

interface HeatProps {
  text: string;
  words: Schemas["Word"][];
  label: string;
}

function Heat({ text, words, label }: HeatProps) {
  const weight = (word: Schemas["Word"]): number => word.weights[label] ?? 0;
  const heaviest = words
    .filter((word) => Math.abs(weight(word)) >= LEAST)
    .sort((one, other) => Math.abs(weight(other)) - Math.abs(weight(one)));
  const most = Math.max(MOST, ...words.map((word) => Math.abs(weight(word))));
  let done = 0;
  return (
    <>
      <p class="text heat" dir="auto">
        {words.flatMap((word, index) => {
          const [start = 0, end = 0] = word.place.utf16;
          const before = text.slice(done, start);
          done = end;
          const heat = Math.abs(weight(word)) / most;
          const kind = weight(word) >= LEAST ? "up" : weight(word) <= -LEAST ? "down" : "";
          return [
            before,
            <span key={index} class={kind} style={{ "--heat": heat.toFixed(3) }} title={kind ? signed(weight(word)) : undefined}>
              {text.slice(start, end)}
            </span>,
          ];
        })}
        {text.slice(done)}
      </p>
      {heaviest.length === 0 ? (
        <p>No single word matters: without any one of them the score stays the same.</p>
      ) : (
        <details>
          <summary>As a table</summary>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">Word</th>
                <th scope="col" class="number">
                  Does to {spelled(label)}
                </th>
              </tr>
            </thead>
            <tbody>
              {heaviest.slice(0, 30).map((word, index) => (
                <tr key={index}>
                  <td>{word.word}</td>
                  <td class="number">{signed(weight(word))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

const signed = (weight: number): string => `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(2)}`;
