/** Saving a policy as the next version, with a note why. */

import { useMutation, useQueryClient } from "@tanstack/preact-query";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { api, got } from "../../api/client";
import { announce } from "../../parts/announce";
import { Dialog } from "../../parts/dialog";
import { dropDraft } from "../../parts/draft";
import { policyPath } from "../../parts/paths";
import { Failed } from "../../parts/states";

interface Props {
  source: string;
  onClose: () => void;
  onSaved: () => void;
}

export function Save({ source, onClose, onSaved }: Props) {
  const [note, setNote] = useState("");
  const [holds, setHolds] = useState(false);
  const queries = useQueryClient();
  const { route } = useLocation();
  const save = useMutation({
    mutationFn: () => got(api.POST("/v1/policies", { body: { source, note: note.trim(), put_in_force: holds } })),
    onSuccess: async (stored) => {
      dropDraft();
      onSaved();
      onClose();
      await queries.invalidateQueries({ queryKey: ["policies"] });
      announce({ text: `Version ${stored.version} is saved${stored.in_force ? " and in force" : ""}.` });
      route(policyPath(stored.version));
    },
  });
  return (
    <Dialog title="Save as a new version" onClose={onClose}>
      <form
        class="saving"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <label class="field">
          <span>Why? For those who come after you</span>
          <textarea value={note} maxLength={1000} onInput={(event) => setNote(event.currentTarget.value)} />
        </label>
        <label class="row">
          <input type="checkbox" checked={holds} onChange={(event) => setHolds(event.currentTarget.checked)} />
          Put it in force at once
        </label>
        {save.isError ? <Failed error={save.error} /> : null}
        <p class="row end">
          <button type="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={save.isPending}>
            {holds ? "Save and put in force" : "Save"}
          </button>
        </p>
      </form>
    </Dialog>
  );
}
