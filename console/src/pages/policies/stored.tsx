/** One version that was stored: what differs from another, and letting it hold. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { useMay } from "../../app";
import { type Schemas, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { Badge } from "../../parts/badge";
import { Dialog } from "../../parts/dialog";
import { readDraft, writeDraft } from "../../parts/draft";
import { Id } from "../../parts/ids";
import { Failed, Waiting } from "../../parts/states";
import { time } from "../../parts/words";
import { Code } from "./editor/code";

interface Props {
  version: number;
  policies: Schemas["Policies"];
}

const IN_FORCE = "in force";
const NOTHING = "";

export function useVersion(version: number | undefined) {
  return useQuery({
    queryKey: ["policies", version],
    queryFn: () => got(api.GET("/v1/policies/{version}", { params: { path: { version: version! } } })),
    enabled: version !== undefined,
    staleTime: Infinity,
  });
}

export function Stored({ version, policies }: Props) {
  const mayWrite = useMay("rules");
  const { route } = useLocation();
  const holds = policies.in_force.version === version;
  const [against, setAgainst] = useState(holds ? NOTHING : IN_FORCE);
  const [asks, setAsks] = useState(false);
  const [replaces, setReplaces] = useState(false);
  const stored = useVersion(version);
  const other = useVersion(against === NOTHING || against === IN_FORCE ? undefined : Number(against));
  if (stored.isPending) return <Waiting what={`version ${version}`} />;
  if (stored.isError) return <Failed error={stored.error} again={() => void stored.refetch()} />;
  const { id, source = "", note, made_by, made_at_ms } = stored.data;

  const edit = () => {
    writeDraft({ source, base: policies.in_force.source });
    route("/console/policies");
  };
  return (
    <section class="card writing" aria-label={`Version ${version}`}>
      <p class="row">
        <strong>Version {version}</strong>
        {holds ? <Badge of="good">in force</Badge> : null}
        <Id of={id} />
      </p>
      {note ? <p class="note">{note}</p> : null}
      <p>
        <small>
          {made_by}, {time(made_at_ms)}
        </small>
      </p>
      <Code
        label={`Version ${version}`}
        value={source}
        original={against === NOTHING ? undefined : against === IN_FORCE ? policies.in_force.source : other.data?.source}
      />
      <p class="row">
        <label class="row">
          Changes against{" "}
          <select value={against} onChange={(event) => setAgainst(event.currentTarget.value)}>
            <option value={NOTHING}>nothing: the whole text</option>
            {holds ? null : <option value={IN_FORCE}>what is in force</option>}
            {policies.versions
              .filter((other) => other.version !== version)
              .map((other) => (
                <option key={other.version} value={String(other.version)}>
                  version {other.version}
                </option>
              ))}
          </select>
        </label>
        {mayWrite ? (
          <>
            <button type="button" onClick={() => (readDraft() ? setReplaces(true) : edit())}>
              Edit a copy
            </button>
            {holds ? null : (
              <button type="button" class="primary" onClick={() => setAsks(true)}>
                {isOlder(version, policies) ? "Go back to this version …" : "Put in force …"}
              </button>
            )}
          </>
        ) : null}
      </p>
      {replaces ? (
        <Dialog title="Replace what you have written?" onClose={() => setReplaces(false)}>
          <p>You have changes that are not saved. A copy of version {version} would take their place.</p>
          <p class="row end">
            <button type="button" onClick={() => setReplaces(false)}>
              Cancel
            </button>
            <button type="button" class="danger" onClick={edit}>
              Replace
            </button>
          </p>
        </Dialog>
      ) : null}
      {asks ? <PutInForce version={version} policies={policies} onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

const isOlder = (version: number, { in_force }: Schemas["Policies"]): boolean => version < (in_force.version ?? 0);

function PutInForce({ version, policies, onClose }: Props & { onClose: () => void }) {
  const queries = useQueryClient();
  const put = useMutation({
    mutationFn: () => got(api.POST("/v1/policies/{version}/put-in-force", { params: { path: { version } } })),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["policies"] });
      announce({ text: `Version ${version} is in force.` });
    },
  });
  const before = policies.in_force.version;
  return (
    <Dialog title={isOlder(version, policies) ? `Go back to version ${version}?` : `Put version ${version} in force?`} onClose={onClose}>
      <p>
        From now on everything is decided by it.{" "}
        {before === null
          ? "What the service was started with holds no longer."
          : `Version ${before}, which is in force now, stays stored, so you can go back to it.`}{" "}
        What was decided already stays as it is.
      </p>
      {put.isError ? <Failed error={put.error} /> : null}
      <p class="row end">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" class="primary" onClick={() => put.mutate()} disabled={put.isPending}>
          Put in force
        </button>
      </p>
    </Dialog>
  );
}
