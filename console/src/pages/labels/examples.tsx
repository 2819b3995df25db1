/** Examples that were collected for a label. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { useMay } from "../../app";
import { Refused, type Schemas, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { decisionPath } from "../../parts/paths";
import { Failed, Nothing, Waiting, message } from "../../parts/states";
import { ago, time } from "../../parts/words";

export function useExamples(label: string | undefined) {
  return useQuery({
    queryKey: ["labels", label, "examples"],
    queryFn: () => got(api.GET("/v1/labels/{label}/examples", { params: { path: { label: label! } } })),
    enabled: label !== undefined,
  });
}

export function Examples({ label }: { label: string }) {
  const mayAdd = useMay("review");
  const examples = useExamples(label);
  if (examples.error instanceof Refused && examples.error.status === 404) return null;
  const collected = examples.data?.examples ?? [];
  return (
    <section class="card stack" aria-label="Examples">
      <h2>Examples</h2>
      {examples.isPending ? <Waiting what="the examples" /> : null}
      {examples.isError ? <Failed error={examples.error} again={() => void examples.refetch()} /> : null}
      {examples.isSuccess && collected.length === 0 ? (
        <Nothing>None yet. Reviewers collect them from the queue, or write them down here.</Nothing>
      ) : null}
      {[true, false].map((positive) => {
        const side = collected.filter((example) => example.positive === positive);
        return side.length === 0 ? null : (
          <section key={String(positive)} aria-label={positive ? "Positives" : "Negatives"}>
            <h3>
              {positive ? "It is true of" : "It is not true of"} ({side.length})
            </h3>
            <ul class="examples">
              {side.map((example) => (
                <Example key={example.id} label={label} example={example} />
              ))}
            </ul>
          </section>
        );
      })}
      {mayAdd ? <Add label={label} /> : null}
    </section>
  );
}

function Example({ label, example }: { label: string; example: Schemas["LabelExample"] }) {
  const mayAdd = useMay("review");
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () =>
      got(api.DELETE("/v1/labels/{label}/examples/{id}", { params: { path: { label, id: example.id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["labels", label, "examples"] }),
    onError: (error) => announce({ text: message(error), bad: true }),
  });
  return (
    <li>
      <span dir="auto">{example.text}</span>
      <span class="row">
        <small title={time(example.at_ms)}>
          {example.by}, {ago(example.at_ms)}
        </small>
        {example.decision_id === null ? null : <a href={decisionPath(example.decision_id)}>decision</a>}
        {mayAdd ? (
          <button
            type="button"
            class="plain"
            onClick={() => remove.mutate()}
            disabled={remove.isPending}
            aria-label={`Remove the example ${example.text}`}
          >
            Remove
          </button>
        ) : null}
      </span>
    </li>
  );
}

function Add({ label }: { label: string }) {
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const add = useMutation({
    mutationFn: (positive: boolean) =>
      got(
        api.POST("/v1/labels/{label}/examples", {
          params: { path: { label } },
          body: { text: text.trim(), positive },
        }),
      ),
    onSuccess: async () => {
      setText("");
      await queries.invalidateQueries({ queryKey: ["labels", label, "examples"] });
    },
  });
  return (
    <form class="stack" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        <span>One more</span>
        <input dir="auto" autoComplete="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {add.isError ? <Failed error={add.error} /> : null}
      <p class="row">
        {[true, false].map((positive) => (
          <button
            key={String(positive)}
            type="button"
            disabled={text.trim() === "" || add.isPending}
            onClick={() => add.mutate(positive)}
          >
            {positive ? "It is true of this" : "It is not"}
          </button>
        ))}
      </p>
    </form>
  );
}
