import { useQuery } from "@tanstack/preact-query";

import { api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { Failed, Waiting } from "../../parts/states";
import { number, percent, shortId, words } from "../../parts/words";

interface Drift {
  model: string;
  labels: { texts: number; window: number; labels: Record<string, { stability_index: number | null; alarm: boolean }> };
}

interface Disagreement {
  model: string;
  shadow: string;
  texts: number;
  disagreed: number;
}

/** Which models answer, whether their scores drift, and what a shadow would have said. */
export function Models() {
  const models = useQuery({ queryKey: ["models"], queryFn: () => got(api.GET("/v1/status/models")), refetchInterval: 10_000 });
  if (models.isPending) return <Waiting what="the models" />;
  if (models.isError) return <Failed error={models.error} again={() => void models.refetch()} />;
  const { installed, pinned, canary, shadow } = models.data;
  const drifts = models.data.drift as unknown as Drift[];
  const disagreements = models.data.disagreement as unknown as Disagreement[];
  return (
    <section class="card" aria-label="Models">
      <h2>Models</h2>
      <ul class="models">
        {installed.map((model) => (
          <li key={model.id}>
            <span class="mono" title={model.id}>
              {shortId(model.id)}
            </span>{" "}
            {model.id === pinned ? <Badge of="good">answers</Badge> : null}{" "}
            {model.id === shadow ? <Badge of="note">shadow</Badge> : null}{" "}
            {canary && model.id.startsWith(canary.bundle) ? <Badge of="warn">{`canary, ${percent(canary.share)}`}</Badge> : null}
            <br />
            <small>{model.runs}</small>
          </li>
        ))}
      </ul>
      {disagreements.map((compared) => (
        <p key={compared.shadow}>
          The shadow disagrees about {number(compared.disagreed)} of {number(compared.texts)} texts
          {compared.texts > 0 ? ` (${percent(compared.disagreed / compared.texts, 1)})` : ""}.
        </p>
      ))}
      <h3>Drift of scores</h3>
      {drifts.length === 0 ? <p>Nothing was scored yet.</p> : null}
      {drifts.map((drift) => (
        <DriftTable key={drift.model} drift={drift} />
      ))}
    </section>
  );
}

function DriftTable({ drift }: { drift: Drift }) {
  const labels = Object.entries(drift.labels.labels);
  const known = labels.filter(([, label]) => label.stability_index !== null);
  if (known.length === 0) {
    return (
      <p>
        {number(drift.labels.texts)} texts were seen; drift shows from {number(2 * drift.labels.window)} on.
      </p>
    );
  }
  return (
    <div class="wide">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col" class="number">
              Population stability index
            </th>
            <th scope="col">
              <span class="visually-hidden">Alarm</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {known.map(([label, { stability_index, alarm }]) => (
            <tr key={label}>
              <td>{words(label)}</td>
              <td class="number">{stability_index!.toFixed(3)}</td>
              <td>{alarm ? <Badge of="bad">has moved far</Badge> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
