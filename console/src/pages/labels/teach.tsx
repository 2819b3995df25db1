/** Teaching a label: from examples that are pasted here, or that were collected while reviewing. */

import { useMutation, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { api, got } from "../../api/client";
import { labelPath } from "../../parts/paths";
import { Failed } from "../../parts/states";
import { number } from "../../parts/words";
import { Figures, type Quality } from "./quality";
import { useExamples } from "./examples";

/** With fewer on each side nothing can be measured. */
const LEAST = 5;

export function Teach({ label: given }: { label?: string }) {
  const queries = useQueryClient();
  const [name, setName] = useState(given ?? "");
  const [positives, setPositives] = useState("");
  const [negatives, setNegatives] = useState("");
  const [collected, setCollected] = useState(false);
  const [holds, setHolds] = useState(false);
  const gathered = useExamples(given);
  const count = (positive: boolean) => (gathered.data?.examples ?? []).filter((each) => each.positive === positive).length;
  const teach = useMutation({
    mutationFn: () =>
      got(
        api.POST("/v1/labels", {
          body: {
            label: name.trim(),
            positives: lines(positives),
            negatives: lines(negatives),
            put_in_force: holds,
            ...(collected ? { collected } : {}),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["labels"] }),
  });
  const has = (written: string, positive: boolean) => lines(written).length + (collected ? count(positive) : 0);
  const isEnough = has(positives, true) >= LEAST && has(negatives, false) >= LEAST;
  return (
    <section class="card stack" aria-label="Teach a label">
      <h2>{given ? "Teach a new version" : "Teach a label"}</h2>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          teach.mutate();
        }}
      >
        {given ? null : (
          <label class="field">
            <span>Name: lower-case letters, digits and “_”, such as job_offer</span>
            <input value={name} autoComplete="off" required onInput={(event) => setName(event.currentTarget.value)} />
          </label>
        )}
        {count(true) + count(false) > 0 ? (
          <label class="row">
            <input
              type="checkbox"
              checked={collected}
              onChange={(event) => setCollected(event.currentTarget.checked)}
            />
            Use the collected examples: {count(true)} positives, {count(false)} negatives
          </label>
        ) : null}
        <Pasted title="It is true of these, one text on each line" value={positives} onChange={setPositives} />
        <Pasted title="It is not true of these" value={negatives} onChange={setNegatives} />
        <label class="row">
          <input type="checkbox" checked={holds} onChange={(event) => setHolds(event.currentTarget.checked)} />
          Put it in force at once
        </label>
        <p>
          <small>
            At least {LEAST} on each side; with a few dozen the figures can be relied upon. Texts that are pasted here are learnt from
            and not kept.
          </small>
        </p>
        {teach.isError ? <Failed error={teach.error} /> : null}
        <p class="row end">
          <button type="submit" class="primary" disabled={teach.isPending || name.trim() === "" || !isEnough}>
            {teach.isPending ? "Learning …" : "Teach"}
          </button>
        </p>
      </form>
      <div role="status">
        {teach.data ? (
          <>
            <p>
              Version {teach.data.version} of <a href={labelPath(teach.data.label)}>{teach.data.label}</a> is stored
              {teach.data.in_force ? " and in force" : ""}.
            </p>
            <Figures quality={asQuality(teach.data.quality as object)} />
          </>
        ) : null}
      </div>
    </section>
  );
}

function Pasted({ title, value, onChange }: { title: string; value: string; onChange: (value: string) => void }) {
  return (
    <label class="field">
      <span>
        {title} <small>({number(lines(value).length)})</small>
      </span>
      <textarea dir="auto" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

function asQuality(answer: object): Quality {
  const { auc = Number.NaN, precision, recall, positives = 0, negatives = 0, warnings = [] } = answer as Partial<Quality>;
  return { auc, precision, recall, positives, negatives, warnings };
}
