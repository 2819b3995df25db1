/** Writing a policy, and trying it before it is saved. What is written stays in this tab until it is saved or thrown away. */

import { keepPreviousData, useQuery } from "@tanstack/preact-query";
import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { useMay } from "../../app";
import { type Schemas, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { type Draft, dropDraft, readDraft, writeDraft } from "../../parts/draft";
import { nameOf } from "../../parts/ids";
import { useSettled } from "../../parts/settled";
import { message } from "../../parts/states";
import { Code } from "./editor/code";
import { type Mistake, check } from "./editor/check";
import { Replay } from "./replay";
import { Save } from "./save";

/** How long somebody pauses before what they wrote is read. */
const PAUSE_MS = 400;

export function Writing({ policies }: { policies: Schemas["Policies"] }) {
  const mayWrite = useMay("rules");
  const { route } = useLocation();
  const [draft, setDraft] = useState<Draft | undefined>(() => (mayWrite ? readDraft() : undefined));
  const [showsChanges, setShowsChanges] = useState(false);
  const [saves, setSaves] = useState(false);
  const [renewed, setRenewed] = useState(0);
  const inForce = policies.in_force.source;
  const source = draft?.source ?? inForce;
  const isChanged = draft !== undefined && draft.source !== draft.base;
  const [settled] = useSettled(source, PAUSE_MS);
  const checked = useQuery({
    queryKey: ["policy", "check", settled],
    queryFn: async () => ({ source: settled, mistake: (await check(settled)) ?? null }),
    // What was said last stays until there is something new to say.
    placeholderData: keepPreviousData,
  });
  const isRight = checked.data?.source === source && checked.data.mistake === null;
  const mistake = checked.data?.mistake ?? undefined;
  useWarning(isChanged);
  // Somebody else put another policy in force while nothing was written here.
  useEffect(() => {
    if (!isChanged) setRenewed((count) => count + 1);
  }, [inForce]);

  const write = (written: string) => {
    if (written === source) return;
    const changed = { source: written, base: draft?.base ?? inForce };
    writeDraft(changed);
    setDraft(changed);
  };
  const throwAway = () => {
    const before = draft;
    const put = (draft: Draft | undefined) => {
      if (draft) writeDraft(draft);
      else dropDraft();
      setDraft(draft);
      setRenewed((count) => count + 1);
    };
    put(undefined);
    announce({ text: "Your changes are thrown away.", undo: () => put(before) });
  };
  return (
    <section class="card writing" aria-label={mayWrite ? "A new version" : "The policy in force"}>
      <p class="row">
        {isChanged ? (
          <>
            <strong>Not saved.</strong>
            <span>It stays in this tab until you save it or throw it away.</span>
          </>
        ) : (
          <>
            <strong>{nameOf(policies.in_force.id)}</strong>
            <span>{mayWrite ? "is in force. Change it here: nothing holds before you say so." : "is in force."}</span>
          </>
        )}
      </p>
      {isChanged && draft.base !== inForce ? (
        <p class="notice">Since you began, another policy was put in force. “Show changes” compares yours with that one.</p>
      ) : null}
      <Code
        label={mayWrite ? "The policy" : "The policy in force"}
        value={source}
        renewed={renewed}
        onChange={mayWrite ? write : undefined}
        mistake={mistake}
        original={showsChanges ? inForce : undefined}
        taught={useTaught()}
      />
      <Told isWaiting={checked.isPending} error={checked.error} mistake={mistake} />
      <p class="row">
        <label class="row">
          <input
            type="checkbox"
            checked={showsChanges}
            onChange={(event) => setShowsChanges(event.currentTarget.checked)}
          />
          Show changes
        </label>
        <button type="button" onClick={() => route("/console/playground?policy=unsaved")} disabled={!isChanged}>
          Try in the playground
        </button>
        {mayWrite ? (
          <>
            <button type="button" class="danger" onClick={throwAway} disabled={!isChanged}>
              Throw away
            </button>
            <button type="button" class="primary" onClick={() => setSaves(true)} disabled={!isChanged || !isRight}>
              Save …
            </button>
          </>
        ) : null}
      </p>
      {mayWrite ? <Replay policy={source} ready={isRight} /> : null}
      {saves ? <Save source={source} onClose={() => setSaves(false)} onSaved={() => setDraft(undefined)} /> : null}
    </section>
  );
}

function Told({ isWaiting, error, mistake }: { isWaiting: boolean; error: unknown; mistake: Mistake | undefined }) {
  return (
    <p class={mistake || error ? "told bad" : "told"} role="status">
      {error
        ? message(error)
        : mistake
          ? `${mistake.line === undefined ? "" : `Line ${mistake.line}: `}${mistake.message}`
          : isWaiting
            ? "Reading …"
            : "The policy is right."}
    </p>
  );
}

function useTaught(): string[] {
  const labels = useQuery({ queryKey: ["labels"], queryFn: () => got(api.GET("/v1/labels")) });
  return labels.data?.in_force.map(nameOf) ?? [];
}

/** Whoever leaves the page with something unsaved is asked. */
function useWarning(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, [isChanged]);
}
