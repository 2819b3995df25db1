/** Looking for decisions. What is looked for stands in the address, so that it can be kept and passed on. */

import { useInfiniteQuery } from "@tanstack/preact-query";
import { useLocation } from "preact-iso";

import { api, got } from "../../api/client";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { Filters } from "./filters";
import { Listed } from "./listed";
import { type Filter, fromQuery, toQuery, toSearch } from "./filter";

const AT_ONCE = 50;

export function Search() {
  const { query, route } = useLocation();
  const filter = fromQuery(query);
  const search = useInfiniteQuery({
    queryKey: ["decisions", filter],
    queryFn: ({ pageParam, signal }) =>
      got(
        api.GET("/v1/decisions", {
          params: { query: { ...toSearch(filter), texts: true, limit: AT_ONCE, ...(pageParam ? { before: pageParam } : {}) } },
          signal,
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });
  const decisions = search.data?.pages.flatMap((page) => page.decisions) ?? [];
  const look = (filter: Filter) => route(`/console/decisions${toQuery(filter)}`);
  return (
    <article class="page decisions">
      <header>
        <h1>Decisions</h1>
      </header>
      <Filters key={toQuery(filter)} filter={filter} onSearch={look} />
      {search.isPending ? <Waiting what="the decisions" /> : null}
      {search.isError ? <Failed error={search.error} again={() => void search.refetch()} /> : null}
      {search.isSuccess && decisions.length === 0 ? (
        <Nothing>
          {Object.keys(filter).length === 0
            ? "Nothing was decided yet. Decisions appear here once somebody asks the service to moderate."
            : "No decision fits. Leave something out, or look further back."}
        </Nothing>
      ) : null}
      {decisions.length > 0 ? <Listed decisions={decisions} /> : null}
      {search.hasNextPage ? (
        <p class="row">
          <button type="button" onClick={() => void search.fetchNextPage()} disabled={search.isFetchingNextPage}>
            {search.isFetchingNextPage ? "Fetching …" : "Older ones"}
          </button>
        </p>
      ) : null}
    </article>
  );
}
