/** What is stored about an author: handing it out, and erasing it. */

import { useMutation, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { Dialog } from "../../parts/dialog";
import { Failed, message } from "../../parts/states";
import { number } from "../../parts/words";

export function Stored({ author }: { author: string }) {
  const [asks, setAsks] = useState(false);
  const taken = useMutation({
    mutationFn: () => got(api.GET("/v1/actors/{author}/export", { params: { path: { author } } })),
    onSuccess: (stored) => download("author.json", JSON.stringify({ author, ...stored }, null, 2)),
    onError: (error) => announce({ text: message(error), bad: true }),
  });
  return (
    <section class="card" aria-label="What is stored about them">
      <h2>What is stored</h2>
      <p>The record behind the standing, and every decision about what they wrote.</p>
      <p class="row">
        <button type="button" onClick={() => taken.mutate()} disabled={taken.isPending}>
          Export as JSON
        </button>
        <button type="button" class="danger" onClick={() => setAsks(true)}>
          Forget …
        </button>
      </p>
      {asks ? <Forget author={author} onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

function Forget({ author, onClose }: { author: string; onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => got(api.DELETE("/v1/actors/{author}", { params: { path: { author } } })),
    onSuccess: async ({ decisions, forgotten }) => {
      announce({
        text: forgotten ? `The author is forgotten, with ${number(decisions)} decisions.` : "Nothing was known of this author.",
      });
      onClose();
      await queries.invalidateQueries();
    },
  });
  return (
    <Dialog title="Forget this author?" onClose={onClose}>
      <form
        class="forget"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === author) forget.mutate();
        }}
      >
        <p>
          The record and every decision about what they wrote are erased, with the texts, and with what waits in the queue.{" "}
          <strong>This cannot be undone.</strong> If they write again, they begin anew.
        </p>
        <label class="field">
          <span>
            Type the name to confirm: <b dir="auto">{author}</b>
          </span>
          <input dir="auto" autoComplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        {forget.isError ? <Failed error={forget.error} /> : null}
        <p class="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="danger" disabled={typed !== author || forget.isPending}>
            Forget
          </button>
        </p>
      </form>
    </Dialog>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
