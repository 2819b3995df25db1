import { useQuery, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { useMay } from "../../app";
import { tried } from "../../parts/announce";
import { Badge } from "../../parts/badge";
import { Failed, Waiting } from "../../parts/states";
import { ago, number } from "../../parts/words";

/** Who is told elsewhere, whether it arrives, and what was given up. */
export function Webhooks() {
  const admin = useMay("admin");
  const endpoints = useQuery({
    queryKey: ["webhooks"],
    queryFn: () => got(api.GET("/v1/webhooks")),
    refetchInterval: 10_000,
    enabled: admin,
  });
  return (
    <section class="card" aria-label="Webhooks">
      <h2>Webhooks</h2>
      {!admin ? (
        <p>Those who may administer the service see them.</p>
      ) : endpoints.isPending ? (
        <Waiting what="the endpoints" />
      ) : endpoints.isError ? (
        <Failed error={endpoints.error} again={() => void endpoints.refetch()} />
      ) : endpoints.data.endpoints.length === 0 ? (
        <p>
          Nobody is told. Endpoints are made with <code>POST /v1/webhooks</code>.
        </p>
      ) : (
        <ul class="endpoints">
          {endpoints.data.endpoints.map((endpoint) => (
            <Endpoint key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
    </section>
  );
}

function health(endpoint: Schemas["Endpoint"]): [string, string] {
  if (endpoint.disabled) return ["bad", "switched off"];
  if (!endpoint.enabled) return ["warn", "paused"];
  if (endpoint.failing_since_ms !== null) return ["warn", `fails, ${number(endpoint.failures)} times`];
  return endpoint.delivered_at_ms === null ? ["note", "nothing sent yet"] : ["good", "well"];
}

function Endpoint({ endpoint }: { endpoint: Schemas["Endpoint"] }) {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [kind, name] = health(endpoint);
  const path = { id: endpoint.id };
  const dead = useQuery({
    queryKey: ["webhooks", endpoint.id, "dead"],
    queryFn: () => got(api.GET("/v1/webhooks/{id}/deliveries", { params: { path, query: { state: "dead", limit: 50 } } })),
    refetchInterval: 10_000,
  });
  const letters = dead.data?.deliveries ?? [];
  const act = async (what: Promise<unknown>, done: string) => {
    if (await tried(what, done)) await queries.invalidateQueries({ queryKey: ["webhooks"] });
  };
  return (
    <li>
      <p>
        <span class="mono">{endpoint.url}</span> <Badge of={kind}>{name}</Badge>
        <br />
        <small>
          {endpoint.description ? `${endpoint.description} · ` : ""}
          {endpoint.delivered_at_ms === null ? "nothing arrived yet" : `last arrived ${ago(endpoint.delivered_at_ms)}`}
          {endpoint.disabled ? ` · ${endpoint.disabled.because}` : ""}
        </small>
      </p>
      <p class="row">
        <button type="button" onClick={() => void act(got(api.POST("/v1/webhooks/{id}/test", { params: { path } })), "A test was sent.")}>
          Send a test
        </button>
        {letters.length > 0 ? (
          <>
            <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
              {letters.length === 50 ? "50 and more" : number(letters.length)} given up
            </button>
            <button
              type="button"
              onClick={() => void act(got(api.POST("/v1/webhooks/{id}/replay", { params: { path } })), "They are sent again.")}
            >
              Send them again
            </button>
          </>
        ) : null}
      </p>
      {open ? (
        <div class="wide">
          <table class="table">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">When</th>
                <th scope="col">Tried</th>
                <th scope="col">Why it was given up</th>
              </tr>
            </thead>
            <tbody>
              {letters.map((letter) => (
                <tr key={letter.id}>
                  <td>{letter.event}</td>
                  <td>{ago(letter.made_at_ms)}</td>
                  <td class="number">{letter.attempts}</td>
                  <td>{why(letter.last)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </li>
  );
}

function why(attempt: Schemas["Attempt"] | null): string {
  if (!attempt) return "";
  return attempt.status === null ? (attempt.failure ?? "") : `it answered ${attempt.status}`;
}
