/** Every label that was taught. */

import { useQuery } from "@tanstack/preact-query";

import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { labelPath } from "../../parts/paths";
import { Nothing } from "../../parts/states";
import { ago, number, time } from "../../parts/words";
import { readQuality } from "./quality";
import { StateBadge, idInForce, stateOf } from "./state";

interface Props {
  labels: Schemas["Labels"];
  policy: string;
}

/** A version of a label with its file. Versions never change. */
export function useLabelVersion(label: string, version: number | undefined) {
  return useQuery({
    queryKey: ["labels", label, version],
    queryFn: () =>
      got(api.GET("/v1/labels/{label}/{version}", { params: { path: { label, version: version! } } })),
    enabled: version !== undefined,
    staleTime: Infinity,
  });
}

export function Listed({ labels, policy }: Props) {
  const taught = new Set(labels.labels.map((each) => each.label));
  const collected = labels.collected.filter((each) => !taught.has(each.label));
  return (
    <section class="card" aria-label="Taught labels">
      {labels.labels.length + collected.length === 0 ? (
        <Nothing>
          No label was taught yet. A label is taught from examples: a few dozen texts that it is true of, and as many that it is not
          true of.
        </Nothing>
      ) : (
        <ul class="taught">
          {labels.labels.map((each) => (
            <Line key={each.label} of={each} inForce={labels.in_force} policy={policy} />
          ))}
          {collected.map((each) => (
            <li key={each.label}>
              <span class="row">
                <a href={labelPath(each.label)}>{each.label}</a> <Badge of="note">not taught yet</Badge>
              </span>
              <small>
                {number(each.positives)} positives and {number(each.negatives)} negatives are put aside
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ of, inForce, policy }: { of: Schemas["LabelVersions"]; inForce: string[]; policy: string }) {
  const id = idInForce(of.label, inForce);
  const shown = of.versions.find((version) => version.id === id) ?? of.versions[0];
  const file = useLabelVersion(of.label, shown?.version);
  const quality = file.data?.source === undefined ? undefined : readQuality(file.data.source);
  return (
    <li>
      <span class="row">
        <a href={labelPath(of.label)}>{of.label}</a> <StateBadge state={stateOf(of.label, inForce, policy)} />
      </span>
      <small>
        {shown ? (
          <>
            version {shown.version} of {of.versions.length}, by {shown.made_by}{" "}
            <time dateTime={new Date(shown.made_at_ms).toISOString()} title={time(shown.made_at_ms)}>
              {ago(shown.made_at_ms)}
            </time>
          </>
        ) : null}
        {quality ? ` · AUC ${quality.auc.toFixed(3)} from ${quality.positives} positives, ${quality.negatives} negatives` : ""}
      </small>
    </li>
  );
}
