/** What was decided: to look at again, to decide differently, to send back after an appeal. */

import { useInfiniteQuery, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { useMay, useSession } from "../../app";
import { tried } from "../../parts/announce";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { ago } from "../../parts/words";
import { type Item, type Outcome, appeal, decide, fetchClosed } from "./api";
import { DONE } from "./use-queue";
import { type Veil, isVeiled } from "./veil";

export function Closed({ veil }: { veil: Veil }) {
  const pages = useInfiniteQuery({
    queryKey: ["closed"],
    queryFn: ({ pageParam }) => fetchClosed(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  });
  if (pages.isPending) return <Waiting what="what was decided" />;
  if (pages.isError) return <Failed error={pages.error} again={() => void pages.refetch()} />;
  const items = pages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nothing>Nothing was decided yet.</Nothing>;
  return (
    <div class="card">
      <div class="wide">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Decided</th>
              <th scope="col">Text</th>
              <th scope="col">Author</th>
              <th scope="col">By</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <Row key={item.id} item={item} veil={veil} />
            ))}
          </tbody>
        </table>
      </div>
      {pages.hasNextPage ? (
        <p class="row end">
          <button type="button" onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
            Older
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Row({ item, veil }: { item: Item; veil: Veil }) {
  const session = useSession();
  const reviews = useMay("review");
  const queries = useQueryClient();
  const [appeals, setAppeals] = useState(false);
  const { decision } = item;
  const change = async (what: Promise<unknown>, done: string) => {
    if (!(await tried(what, done))) return;
    await Promise.all([["closed"], ["queue"]].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
  const again = (outcome: Outcome) => change(decide(item.id, { reviewer: session.name, outcome }), `${DONE[outcome]}.`);
  return (
    <tr>
      <td>
        {item.outcome ? <Badge of={item.outcome} /> : null} <small>{item.closed_at ? ago(item.closed_at) : ""}</small>
      </td>
      <td class={isVeiled(decision.labels, veil) ? "veiled" : undefined}>
        <a href={decisionPath(decision.decision_id)}>
          <span class="text small" dir="auto">
            {decision.text ?? decision.content ?? "not kept"}
          </span>
        </a>
        {item.note ? <small> “{item.note}”</small> : null}
      </td>
      <td>{decision.author ?? "nobody named"}</td>
      <td>{item.closed_by}</td>
      <td>
        {reviews ? (
          <span class="row">
            <label>
              <span class="visually-hidden">Decide differently</span>
              <select value={item.outcome ?? "fine"} onChange={(event) => void again(event.currentTarget.value as Outcome)}>
                {Object.entries(DONE).map(([outcome, name]) => (
                  <option key={outcome} value={outcome}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <button type="button" onClick={() => setAppeals(!appeals)}>
              Appeal
            </button>
          </span>
        ) : null}
        {appeals ? (
          <Appeal
            onAppeal={(words) => {
              setAppeals(false);
              void change(appeal(item.id, words), "It waits again, with the appeal.");
            }}
          />
        ) : null}
      </td>
    </tr>
  );
}

function Appeal({ onAppeal }: { onAppeal: (words: string) => void }) {
  const [words, setWords] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAppeal(words);
      }}
    >
      <label class="field">
        <span>What the author says</span>
        <textarea required maxLength={4_000} value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      </label>
      <button type="submit">Let it wait again</button>
    </form>
  );
}
