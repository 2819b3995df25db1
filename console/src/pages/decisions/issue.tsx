/** Completing a statement of reasons, and issuing it. */

import { useMutation, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { Failed } from "../../parts/states";
import { words } from "../../parts/words";
import type { Submission } from "./statement";

/** Fields that are often wanted and that no decision suggests. */
const OFTEN = [
  "decision_ground_reference_url",
  "content_language",
  "territorial_scope",
  "end_date_visibility_restriction",
  "end_date_account_restriction",
  "category_specification",
];
const LISTS = new Set(["territorial_scope", "category_specification"]);
const LONG = /facts|explanation/;

interface Props {
  id: string;
  draft: Submission;
  missing: string[];
  /** The last statement about it, if there is one. */
  corrects: string | undefined;
  onClose: () => void;
}

export function Issue({ id, draft, missing, corrects, onClose }: Props) {
  const queries = useQueryClient();
  const suggested = { ...draft };
  // The service numbers statements itself.
  delete suggested.puid;
  const [fields, setFields] = useState(() => [...new Set([...missing, ...Object.keys(suggested)])]);
  const [written, setWritten] = useState<Record<string, string>>({});
  const value = (field: string): string => written[field] ?? [suggested[field] ?? ""].flat().join(", ");
  const issue = useMutation({
    mutationFn: () => {
      const entries = Object.entries(corrects ? Object.fromEntries(fields.map((field) => [field, value(field)])) : written);
      const submission = Object.fromEntries(
        entries
          .filter(([, text]) => text.trim() !== "")
          .map(([field, text]) => [field, isList(field, suggested) ? listed(text) : text.trim()]),
      );
      return got(
        api.POST("/v1/decisions/{id}/statement", {
          params: { path: { id } },
          body: { submission: submission as Schemas["Fields"], ...(corrects ? { corrects } : {}) },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["statement", id] });
      announce({ text: corrects ? "The correction is issued." : "The statement is issued." });
      onClose();
    },
  });
  const more = OFTEN.filter((field) => !fields.includes(field));
  return (
    <form
      class="whole"
      aria-label="Statement"
      onSubmit={(event) => {
        event.preventDefault();
        issue.mutate();
      }}
    >
      <p>
        Whoever issues a statement answers for it. It is kept as it is: a later one corrects it. Nobody's name and no text belongs in
        it.
      </p>
      {fields.map((field) => (
        <label key={field} class="field">
          <span>
            {words(field)}
            {isList(field, suggested) ? ", separated by commas" : ""}
            {missing.includes(field) ? <strong> (missing)</strong> : null}
          </span>
          {LONG.test(field) ? (
            <textarea
              value={value(field)}
              onInput={(event) => setWritten({ ...written, [field]: event.currentTarget.value })}
            />
          ) : (
            <input
              value={value(field)}
              autoComplete="off"
              onInput={(event) => setWritten({ ...written, [field]: event.currentTarget.value })}
            />
          )}
        </label>
      ))}
      {more.length > 0 ? (
        <label class="field">
          <span>Say more</span>
          <select value="" onChange={(event) => setFields([...fields, event.currentTarget.value])}>
            <option value="">another field …</option>
            {more.map((field) => (
              <option key={field} value={field}>
                {words(field)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {issue.isError ? <Failed error={issue.error} /> : null}
      <p class="row end">
        <button type="button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={issue.isPending}>
          {corrects ? "Issue the correction" : "Issue"}
        </button>
      </p>
    </form>
  );
}

const isList = (field: string, suggested: Submission): boolean => LISTS.has(field) || Array.isArray(suggested[field]);

const listed = (text: string): string[] => text.split(",").map((each) => each.trim()).filter(Boolean);
