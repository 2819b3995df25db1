/** One label: what it is in force for, how good its versions are, and its examples. */

import { useMutation, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { useMay } from "../../app";
import { type Schemas, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { Dialog } from "../../parts/dialog";
import { readDraft, writeDraft } from "../../parts/draft";
import { Id } from "../../parts/ids";
import { Failed, Nothing, message } from "../../parts/states";
import { time } from "../../parts/words";
import { Examples } from "./examples";
import { useLabelVersion } from "./listed";
import { Figures, readQuality } from "./quality";
import { StateBadge, idInForce, ruleFor, speaksOf, stateOf } from "./state";
import { Teach } from "./teach";

interface Props {
  label: string;
  labels: Schemas["Labels"];
  policy: string;
}

export function One({ label, labels, policy }: Props) {
  const mayTeach = useMay("rules");
  const versions = labels.labels.find((each) => each.label === label)?.versions ?? [];
  const id = idInForce(label, labels.in_force);
  return (
    <div class="columns">
      <div class="stack">
        {versions.length === 0 ? (
          <Nothing>Nothing was taught under this name yet.</Nothing>
        ) : (
          <>
            <Holds label={label} labels={labels} policy={policy} />
            <section class="card stack" aria-label="Versions">
              <h2>Versions</h2>
              {versions.map((version) => (
                <Version key={version.version} label={label} version={version} holds={version.id === id} />
              ))}
            </section>
          </>
        )}
      </div>
      <div class="stack">
        <Examples label={label} />
        {mayTeach ? <Teach label={label} /> : null}
      </div>
    </div>
  );
}

/** Whether it counts, and what to do about it. */
function Holds({ label, labels, policy }: Props) {
  const mayTeach = useMay("rules");
  const { route } = useLocation();
  const [asks, setAsks] = useState(false);
  const state = stateOf(label, labels.in_force, policy);
  const addRule = () => {
    const draft = readDraft() ?? { source: policy, base: policy };
    if (!speaksOf(draft.source, label)) {
      writeDraft({ ...draft, source: `${draft.source.trimEnd()}\n${ruleFor(label)}` });
    }
    route("/console/policies");
  };
  return (
    <section class="card stack" aria-label="In force">
      <p class="row">
        <StateBadge state={state} />
        <span>
          {state === "out"
            ? "It is not scored. Put a version in force to see it beside the other labels."
            : state === "shadow"
              ? "It is scored and shown, but no rule of the policy in force speaks of it: nothing is decided by it."
              : "It is scored, and the policy in force speaks of it."}
        </span>
      </p>
      {mayTeach && state !== "out" ? (
        <p class="row">
          {state === "shadow" ? (
            <button type="button" class="primary" onClick={addRule}>
              Add a rule …
            </button>
          ) : null}
          <button type="button" class="danger" onClick={() => setAsks(true)}>
            Take out …
          </button>
        </p>
      ) : null}
      {asks ? <TakeOut label={label} onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

function TakeOut({ label, onClose }: { label: string; onClose: () => void }) {
  const queries = useQueryClient();
  const takeOut = useMutation({
    mutationFn: () => got(api.DELETE("/v1/labels/{label}", { params: { path: { label } } })),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["labels"] });
      announce({ text: `${label} is out of force.` });
    },
  });
  return (
    <Dialog title={`Take ${label} out of force?`} onClose={onClose}>
      <p>It is scored no longer. Its versions stay, so you can put one in force again.</p>
      {takeOut.isError ? <Failed error={takeOut.error} /> : null}
      <p class="row end">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="danger" onClick={() => takeOut.mutate()} disabled={takeOut.isPending}>
          Take out
        </button>
      </p>
    </Dialog>
  );
}

function Version({ label, version, holds }: { label: string; version: Schemas["StoredVersion"]; holds: boolean }) {
  const mayTeach = useMay("rules");
  const queries = useQueryClient();
  const file = useLabelVersion(label, version.version);
  const quality = file.data?.source === undefined ? undefined : readQuality(file.data.source);
  const put = useMutation({
    mutationFn: () =>
      got(
        api.POST("/v1/labels/{label}/{version}/put-in-force", {
          params: { path: { label, version: version.version } },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["labels"] });
      announce({ text: `Version ${version.version} of ${label} is in force.` });
    },
    onError: (error) => announce({ text: message(error), bad: true }),
  });
  return (
    <section class="version" aria-label={`Version ${version.version}`}>
      <p class="row">
        <strong>Version {version.version}</strong> {holds ? <span class="badge good">in force</span> : null}
        {mayTeach && !holds ? (
          <button type="button" onClick={() => put.mutate()} disabled={put.isPending}>
            Put in force
          </button>
        ) : null}
      </p>
      <p>
        <small>
          {version.made_by}, {time(version.made_at_ms)} · <Id of={version.id} />
        </small>
      </p>
      {version.note ? <p>{version.note}</p> : null}
      {quality ? <Figures quality={quality} /> : null}
    </section>
  );
}
