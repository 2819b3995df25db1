/** Under which policy and by which model something is tried. */

import { useQuery } from "@tanstack/preact-query";

import { type Schemas, api, got } from "../api/client";
import { nameOf } from "./ids";
import { readDraft } from "./draft";
import { shortId } from "./words";

/** Under which rules, and read by which model; what is absent is as it is in force. */
export type Under = Pick<Schemas["Try"], "policy" | "policy_version" | "model">;

interface Props {
  legend: string;
  under: Under;
  onChange: (under: Under) => void;
}

const UNSAVED = "unsaved";

export function Rules({ legend, under, onChange }: Props) {
  const policies = useQuery({ queryKey: ["policies"], queryFn: () => got(api.GET("/v1/policies")) });
  const models = useQuery({ queryKey: ["models"], queryFn: () => got(api.GET("/v1/status/models")) });
  const { model, ...rules } = under;
  const draft = readDraft();
  const installed = models.data?.installed ?? [];

  const choosePolicy = (chosen: string) => {
    const kept = model ? { model } : {};
    if (chosen === "") onChange(kept);
    else if (chosen === UNSAVED) onChange({ ...kept, policy: draft?.source ?? under.policy ?? "" });
    else onChange({ ...kept, policy_version: Number(chosen) });
  };
  return (
    <fieldset class="rules row">
      <legend>{legend}</legend>
      <label class="field">
        <span>Policy</span>
        <select
          value={under.policy !== undefined ? UNSAVED : String(under.policy_version ?? "")}
          onChange={(event) => choosePolicy(event.currentTarget.value)}
        >
          <option value="">in force{policies.data ? `: ${nameOf(policies.data.in_force.id)}` : ""}</option>
          {draft || under.policy !== undefined ? <option value={UNSAVED}>the unsaved text</option> : null}
          {policies.data?.versions.map((version) => (
            <option key={version.version} value={String(version.version)}>
              {`version ${version.version}: ${nameOf(version.id)}${version.note ? ` – ${version.note.slice(0, 40)}` : ""}`}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>Model</span>
        <select
          value={model ?? ""}
          onChange={({ currentTarget: { value } }) => onChange(value ? { ...rules, model: value } : rules)}
        >
          <option value="">in use{models.data ? `: ${nameOf(models.data.pinned)}` : ""}</option>
          {installed.map(({ id }) => (
            <option key={id} value={id}>
              {installed.filter((other) => nameOf(other.id) === nameOf(id)).length > 1 ? shortId(id) : nameOf(id)}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}
