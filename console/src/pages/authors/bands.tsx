/** Who stands in which band. */

import { useInfiniteQuery } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { Refused, type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { authorPath, decisionPath } from "../../parts/paths";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { ago, number, time } from "../../parts/words";

const BANDS: [Schemas["Band"], string][] = [
  ["high", "It is likely that a reviewer would find abuse in what they wrote last."],
  ["elevated", "Their recent posts deserve a closer look."],
  ["watch", "Something speaks against them, but little is certain."],
  ["calm", "Nothing speaks against them."],
];
const AT_ONCE = 50;

export function Bands() {
  const [band, setBand] = useState<Schemas["Band"]>("high");
  const listed = useInfiniteQuery({
    queryKey: ["actors", band],
    queryFn: ({ pageParam }) =>
      got(api.GET("/v1/actors", { params: { query: { band, limit: AT_ONCE, ...(pageParam ? { before: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
  const actors = listed.data?.pages.flatMap((page) => page.authors) ?? [];
  if (listed.error instanceof Refused && listed.error.status === 404) {
    return <Nothing>Look an author up by name.</Nothing>;
  }
  return (
    <section class="card bands" aria-label="Authors by how they stand">
      <fieldset class="row">
        <legend class="visually-hidden">Band</legend>
        {BANDS.map(([each]) => (
          <label key={each} class="row">
            <input type="radio" name="band" checked={band === each} onChange={() => setBand(each)} />
            <Badge of={each} />
          </label>
        ))}
      </fieldset>
      <p>{BANDS.find(([each]) => each === band)?.[1]}</p>
      {listed.isPending ? <Waiting what="the authors" /> : null}
      {listed.isError ? <Failed error={listed.error} again={() => void listed.refetch()} /> : null}
      {listed.isSuccess && actors.length === 0 ? <Nothing>Nobody stands there.</Nothing> : null}
      {actors.length > 0 ? <Table actors={actors} /> : null}
      {listed.hasNextPage ? (
        <p class="row">
          <button type="button" onClick={() => void listed.fetchNextPage()} disabled={listed.isFetchingNextPage}>
            {listed.isFetchingNextPage ? "Fetching …" : "More"}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Table({ actors }: { actors: Schemas["InBand"][] }) {
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">Author</th>
          <th scope="col">Since</th>
          <th scope="col" class="number">
            Decisions
          </th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {actors.map((actor) => (
          <tr key={actor.last_decision_id ?? actor.author}>
            <td dir="auto">
              {actor.author === null ? (
                <small>the name was not kept</small>
              ) : (
                <a href={authorPath(actor.author)}>{actor.author}</a>
              )}
            </td>
            <td>
              <time dateTime={new Date(actor.since_ms).toISOString()} title={time(actor.since_ms)}>
                {ago(actor.since_ms)}
              </time>
            </td>
            <td class="number">{number(actor.decisions)}</td>
            <td>
              {actor.last_decision_id === null ? null : <a href={decisionPath(actor.last_decision_id)}>last decision</a>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
