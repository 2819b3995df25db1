/** With whom an author acts: campaigns and raids, drawn and listed. */

import { useQuery } from "@tanstack/preact-query";

import { Refused, got } from "../../api/client";
import { type Company as Shared, more } from "../../api/more";
import { authorPath, decisionPath } from "../../parts/paths";
import { Failed } from "../../parts/states";
import { ago, number } from "../../parts/words";
import { Graph } from "./graph";

export function Company({ author }: { author: string }) {
  const company = useQuery({
    queryKey: ["company", author],
    queryFn: () => got(more.GET("/v1/actors/{author}/company", { params: { path: { author } } })),
    retry: false,
  });
  // Nobody to be seen with, or a service that does not tell.
  if (company.isPending || (company.error instanceof Refused && company.error.status === 404)) return null;
  if (company.isError) return <Failed error={company.error} again={() => void company.refetch()} />;
  const { campaigns, raids } = company.data;
  if (campaigns.length + raids.length === 0) return null;
  return (
    <section class="card" aria-label="In company">
      <h2>In company</h2>
      <Graph author={author} company={company.data} />
      <List company={company.data} />
    </section>
  );
}

function List({ company: { campaigns, raids } }: { company: Shared }) {
  return (
    <ul class="company">
      {campaigns.map((campaign) => (
        <li key={campaign.id}>
          <strong>Posted the same things</strong>
          <ul>
            {campaign.authors.map(({ author, decisions }, index) => (
              <li key={index}>
                <Name author={author} /> <small>{decisions === 1 ? "once" : `${number(decisions)} times`}</small>
              </li>
            ))}
          </ul>
          <details>
            <summary>{number(campaign.decisions.length)} of what they posted</summary>
            <ul>
              {campaign.decisions.map((decision) => (
                <li key={decision.decision_id}>
                  <a href={decisionPath(decision.decision_id)} dir="auto">
                    {decision.text ?? decision.decision_id}
                  </a>{" "}
                  <small>
                    <Name author={decision.author} />, {ago(decision.at_ms)}
                  </small>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
      {raids.map((raid, index) => (
        <li key={index}>
          <strong>
            Part of a raid on <Name author={raid.target} />
          </strong>{" "}
          <small>since {ago(raid.since_ms)}</small>
          <ul>
            {raid.authors.map((author, index) => (
              <li key={index}>
                <Name author={author} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}

function Name({ author }: { author: string | null }) {
  if (author === null) return <small>somebody whose name was not kept</small>;
  return (
    <a href={authorPath(author)} dir="auto">
      {author}
    </a>
  );
}
