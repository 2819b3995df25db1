/** Try out what Koko makes of a text, under any rules and by any model. Nothing of it is recorded. */

import { keepPreviousData, useQuery } from "@tanstack/preact-query";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { Refused, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { readDraft } from "../../parts/draft";
import { Rules, type Under } from "../../parts/rules";
import { useSettled } from "../../parts/settled";
import { Failed, Waiting } from "../../parts/states";
import { Answer } from "./answer";
import { Differences } from "./differences";
import { Fields } from "./fields";
import "./playground.css";
import { Share } from "./share";
import { NOTHING, type Tryout, asked, fromFragment, isTryout } from "./tryout";

const PAUSE_MS = 300;

/** What was tried last, for whoever comes back from another page. */
let last: Tryout = NOTHING;

export function Playground() {
  const [tryout, setTryout] = useState(last);
  const [settled, settle] = useSettled(tryout, PAUSE_MS);
  useEffect(() => void (last = tryout), [tryout]);
  useHandedOver(setTryout);

  const left = useTry(settled, settled.under);
  const right = useTry(settled, settled.beside);
  const change = (changed: Partial<Tryout>) => setTryout((before) => ({ ...before, ...changed }));
  return (
    <article class="page playground">
      <header>
        <h1>Playground</h1>
        <p class="row">
          <button type="button" onClick={() => change({ beside: tryout.beside ? undefined : { ...tryout.under } })}>
            {tryout.beside ? "Stop comparing" : "Compare"}
          </button>
          <Share tryout={tryout} />
        </p>
      </header>
      <Fields tryout={tryout} onChange={change} onNow={settle}>
        <Rules
          legend={tryout.beside ? "First" : "Under"}
          under={tryout.under}
          onChange={(under) => change({ under })}
        />
        {tryout.beside ? (
          <Rules legend="Second" under={tryout.beside} onChange={(beside) => change({ beside })} />
        ) : null}
      </Fields>
      <div class="answers">
        {settled.beside && left.data && right.data ? <Differences left={left.data} right={right.data} /> : null}
        <div class="columns">
          <One title={settled.beside ? "First" : "What Koko says"} query={left} tryout={settled} under={settled.under} />
          {settled.beside ? <One title="Second" query={right} tryout={settled} under={settled.beside} /> : null}
        </div>
      </div>
    </article>
  );
}

/** Takes over what a link brings, and the policy that somebody is writing. */
function useHandedOver(take: (change: (before: Tryout) => Tryout) => void): void {
  const { query, path, route } = useLocation();
  useEffect(() => {
    if (query.policy !== "unsaved") return;
    const draft = readDraft();
    if (draft) take((before) => ({ ...before, under: { policy: draft.source } }));
    route(path, true);
  }, [query.policy]);
  useEffect(() => {
    const read = async () => {
      if (!isTryout(location.hash)) return;
      const brought = await fromFragment(location.hash);
      if (brought) take(() => brought);
      else announce({ text: "This link is not whole: ask for it again.", bad: true });
    };
    void read();
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
}

function useTry(tryout: Tryout, under: Under | undefined) {
  const body = asked(tryout, under ?? {});
  return useQuery({
    queryKey: ["try", body],
    queryFn: async ({ signal }) => ({ ...(await got(api.POST("/v1/try", { body, signal }))), text: body.text }),
    enabled: under !== undefined && body.text.trim() !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What was asked is wrong, such as the policy: asking again changes nothing. */
const isWrong = (error: unknown): boolean => error instanceof Refused && error.status === 400;

interface OneProps {
  title: string;
  query: ReturnType<typeof useTry>;
  tryout: Tryout;
  under: Under;
}

function One({ title, query, tryout, under }: OneProps) {
  return (
    <section class="card" aria-busy={query.isFetching}>
      <h2>{title}</h2>
      {tryout.text.trim() === "" ? (
        <p>Write something, and see what is found in it, what would be done about it, and why.</p>
      ) : query.isError ? (
        <Failed error={query.error} {...(isWrong(query.error) ? {} : { again: () => void query.refetch() })} />
      ) : query.data ? (
        <Answer text={query.data.text} tried={query.data} author={tryout.author} model={under.model ?? undefined} />
      ) : (
        <Waiting what="an answer" />
      )}
    </section>
  );
}
