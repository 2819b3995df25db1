/** The statement of reasons: what the decision suggests, and what was issued. */

import { useQuery } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { useMay } from "../../app";
import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { Failed } from "../../parts/states";
import { time, words } from "../../parts/words";
import { Issue } from "./issue";

export type Submission = Record<string, string | string[]>;

export function Statement({ id }: { id: string }) {
  const mayIssue = useMay("review");
  const [writes, setWrites] = useState(false);
  const statement = useQuery({
    queryKey: ["statement", id],
    queryFn: () => got(api.GET("/v1/decisions/{id}/statement", { params: { path: { id } } })),
  });
  if (statement.isPending) return null;
  if (statement.isError) return <Failed error={statement.error} again={() => void statement.refetch()} />;
  const { restricts, draft, missing, issued, redress } = statement.data;
  const last = issued.at(-1);
  return (
    <section class="card whole" aria-label="Statement of reasons">
      <h2>Statement of reasons</h2>
      {issued.map((each) => (
        <Issued key={each.statement_id} statement={each} />
      ))}
      {restricts || last ? (
        <>
          {writes ? (
            <Issue
              id={id}
              draft={(last?.submission ?? draft) as Submission}
              missing={missing}
              corrects={last?.statement_id}
              onClose={() => setWrites(false)}
            />
          ) : (
            <>
              {last ? null : (
                <>
                  <p>Nothing was issued yet. The decision suggests:</p>
                  <Submitted submission={draft as Submission} />
                </>
              )}
              {missing.length > 0 && !last ? <p class="notice">Missing: {missing.map(words).join(", ")}.</p> : null}
              {mayIssue ? (
                <p class="row">
                  <button type="button" onClick={() => setWrites(true)}>
                    {last ? "Correct it …" : "Complete and issue …"}
                  </button>
                </p>
              ) : null}
            </>
          )}
          <Redress redress={redress} />
        </>
      ) : (
        <p>Nothing is restricted by this decision, so there is nothing to give reasons for.</p>
      )}
    </section>
  );
}

function Issued({ statement }: { statement: Schemas["IssuedStatement"] }) {
  return (
    <details>
      <summary>
        {statement.corrects === null ? "Issued" : "Corrected"} {time(statement.issued_at_ms)} by {statement.issued_by}
        {statement.lifts_restriction ? (
          <>
            {" "}
            <Badge of="good">lifts the restriction</Badge>
          </>
        ) : null}
      </summary>
      <Submitted submission={statement.submission as Submission} />
    </details>
  );
}

function Submitted({ submission }: { submission: Submission }) {
  return (
    <dl class="submitted">
      {Object.entries(submission).map(([field, value]) => (
        <div key={field}>
          <dt>{words(field)}</dt>
          <dd>{Array.isArray(value) ? value.join(", ") : value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Redress({ redress }: { redress: Schemas["Redress"] }) {
  const ways = [redress.internal_complaint, redress.out_of_court, redress.court].filter(Boolean);
  if (ways.length === 0) return null;
  return (
    <>
      <h3>What the author may do</h3>
      <ul>
        {ways.map((way) => (
          <li key={way}>{way}</li>
        ))}
      </ul>
    </>
  );
}
