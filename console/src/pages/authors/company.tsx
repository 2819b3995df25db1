/** With whom an author acts: campaigns and raids, drawn and listed. */

import { useQuery } from "@tanstack/preact-query";

import { Refused, type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { authorPath, decisionPath } from "../../parts/paths";
import { Failed } from "../../parts/states";
import { ago, number } from "../../parts/words";
import { Graph } from "./graph";

export function Company({ author }: { author: string }) {
  const company = useQuery({
    queryKey: ["company", author],
    queryFn: () => got(api.GET("/v1/actors/{author}/company", { params: { path: { author } } })),
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

function List({ company: { campaigns, raids } }: { company: Schemas["Company"] }) {
  return (
    <ul class="company">
      {campaigns.map((campaign, index) => (
        <li key={index}>
          <strong>{number(campaign.every_author)} post the same</strong> <small>first {ago(campaign.since_ms)}</small>
          {campaign.decisions[0]?.text ? (
            <blockquote class="text" dir="auto">
              {campaign.decisions[0].text}
            </blockquote>
          ) : null}
          <Members common={campaign} />
        </li>
      ))}
      {raids.map((raid, index) => (
        <li key={index}>
          <strong>
            {number(raid.every_author)} go for <Name author={raid.target} />
          </strong>{" "}
          <small>first {ago(raid.since_ms)}</small>
          <Members common={raid} />
        </li>
      ))}
    </ul>
  );
}

function Members({ common: { authors, decisions, every_author } }: { common: Schemas["Common"] }) {
  return (
    <>
      <ul>
        {authors.map(({ author, decisions }, index) => (
          <li key={index}>
            <Name author={author} /> <small>{decisions === 1 ? "once" : `${number(decisions)} times`}</small>
          </li>
        ))}
        {every_author > authors.length ? <li>and {number(every_author - authors.length)} more</li> : null}
      </ul>
      <details>
        <summary>What they wrote last</summary>
        <ul>
          {decisions.map((decision) => (
            <li key={decision.decision_id}>
              <a href={decisionPath(decision.decision_id)} dir="auto">
                {decision.text ?? decision.decision_id}
              </a>{" "}
              <small>
                <Name author={decision.author} />, {ago(decision.at_ms)}
              </small>{" "}
              <Badge of={decision.action} />
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Name({ author }: { author: string | null }) {
  if (author === null) return <small>somebody whose name is not known any more</small>;
  return (
    <a href={authorPath(author)} dir="auto">
      {author}
    </a>
  );
}
