/** One decision with everything that is kept of it. */

import { useQuery } from "@tanstack/preact-query";

import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { Ids } from "../../parts/ids";
import { authorPath } from "../../parts/paths";
import { Reasons, Verdict } from "../../parts/reasons";
import { Scores } from "../../parts/scores";
import { Standing } from "../../parts/standing";
import { Failed, Waiting } from "../../parts/states";
import { Text, found } from "../../parts/text";
import { ago, time } from "../../parts/words";
import { TryLink } from "../playground/link";
import { Again } from "./again";
import { Statement } from "./statement";

export function One({ id }: { id: string }) {
  const decision = useQuery({
    queryKey: ["decision", id],
    queryFn: () => got(api.GET("/v1/decisions/{id}", { params: { path: { id } } })),
  });
  return (
    <article class="page decisions">
      <header>
        <h1>Decision</h1>
        <a href="/console/decisions">All decisions</a>
      </header>
      {decision.isPending ? <Waiting what="the decision" /> : null}
      {decision.isError ? <Failed error={decision.error} again={() => void decision.refetch()} /> : null}
      {decision.data ? <Whole decision={decision.data} /> : null}
    </article>
  );
}

/** What was answered then; the same shape as what is answered now. */
type Answer = Partial<Schemas["Moderated"]>;

function Whole({ decision }: { decision: Schemas["WholeDecision"] }) {
  const answer = decision.answer as Answer;
  return (
    <div class="columns">
      <section class="card whole" aria-label="What was decided">
        <Verdict action={decision.action} />
        {decision.changed_to === null ? null : (
          <p class="row">
            A reviewer decided: <Badge of={decision.changed_to} />
            {decision.changed_at_ms === null ? null : <small title={time(decision.changed_at_ms)}>{ago(decision.changed_at_ms)}</small>}
          </p>
        )}
        {decision.text === null ? (
          <p class="notice">
            The text was not kept. Texts are kept only where <code>keep_texts</code> says so.
          </p>
        ) : (
          <Text text={decision.text} spans={(answer.spans ?? []).map(found)} />
        )}
        {answer.truncated ? <p class="notice">The text was so long that only samples of it were read.</p> : null}
        <Reasons reasons={answer.decision?.reasons ?? []} />
        {answer.scores ? <Scores scores={answer.scores} most={Infinity} /> : null}
        {decision.text === null ? null : (
          <p class="row">
            <TryLink {...given(decision)} />
          </p>
        )}
      </section>
      <div class="whole">
        <section class="card" aria-label="About it">
          <About decision={decision} />
          {answer.standing ? (
            <>
              <h2>How the author stood</h2>
              <Standing standing={answer.standing} />
            </>
          ) : null}
        </section>
        <section class="card" aria-label="What decided">
          <h2>What decided</h2>
          <Ids ids={answer.decision?.ids ?? decision} lane={answer.lane} />
        </section>
        <Again id={decision.decision_id} action={decision.action} />
        <Statement id={decision.decision_id} />
      </div>
    </div>
  );
}

function given({ text, author, community, target }: Schemas["WholeDecision"]) {
  return { text: text ?? "", author: author ?? "", community: community ?? "", target: target ?? "" };
}

function About({ decision }: { decision: Schemas["WholeDecision"] }) {
  const { author, target, parent, community, content, at_ms, decision_id } = decision;
  const lines: [string, string | null][] = [
    ["community", community],
    ["addressed to", target],
    ["answers", parent],
    ["content", content],
    ["decision", decision_id],
  ];
  return (
    <dl class="ids">
      <div>
        <dt>author</dt>
        <dd dir="auto">{author === null ? <small>nobody was named, or the name was not kept</small> : <a href={authorPath(author)}>{author}</a>}</dd>
      </div>
      {lines
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      <div>
        <dt>when</dt>
        <dd>
          <time dateTime={new Date(at_ms).toISOString()}>{time(at_ms)}</time>
        </dd>
      </div>
    </dl>
  );
}
