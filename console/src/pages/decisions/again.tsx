/** The same content decided once more, under other rules or by another model. Nothing is changed by it. */

import { useMutation } from "@tanstack/preact-query";
import { useState } from "preact/hooks";

import { type Schemas, api, got } from "../../api/client";
import { Badge } from "../../parts/badge";
import { Reasons } from "../../parts/reasons";
import { Rules, type Under } from "../../parts/rules";
import { Failed } from "../../parts/states";

export function Again({ id, action }: { id: string; action: Schemas["Action"] }) {
  const [under, setUnder] = useState<Under>({});
  const again = useMutation({
    mutationFn: () => got(api.POST("/v1/decisions/replay", { body: { ids: [id], ...under } })),
  });
  return (
    <section class="card whole" aria-label="Decide again">
      <h2>What would be decided now?</h2>
      <Rules
        legend="Under"
        under={under}
        onChange={(under) => {
          setUnder(under);
          again.reset();
        }}
      />
      <p class="row">
        <button type="button" onClick={() => again.mutate()} disabled={again.isPending}>
          Decide again
        </button>
        <small>Nothing is changed by it.</small>
      </p>
      <div role="status">
        {again.isError ? <Failed error={again.error} /> : null}
        {again.data ? <Came replayed={again.data} action={action} /> : null}
      </div>
    </section>
  );
}

function Came({ replayed, action }: { replayed: Schemas["Replayed"]; action: Schemas["Action"] }) {
  const change = replayed.changes[0];
  if (replayed.without_text > 0) {
    return <p>Another model would have to read the text, and the text was not kept.</p>;
  }
  if (!change) {
    return (
      <p class="row">
        The same: <Badge of={action} />
      </p>
    );
  }
  return (
    <>
      <p class="row">
        <Badge of={action} /> <span aria-hidden="true">→</span>
        <span class="visually-hidden">would be</span> <Badge of={change.would_be.action} />
      </p>
      <Reasons reasons={change.would_be.reasons} />
    </>
  );
}
