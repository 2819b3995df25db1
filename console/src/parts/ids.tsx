/** What stands behind an answer, short enough to be read and whole where it is copied. */

import type { Schemas } from "../api/client";
import { shortId, words } from "./words";

export function Id({ of }: { of: string }) {
  return (
    <code class="id" title={of}>
      {shortId(of)}
    </code>
  );
}

/** `koko-en-1@blake3:…` is called `koko-en-1` where its digest tells nobody anything. */
export const nameOf = (id: string): string => id.replace(/@blake3:.*$/, "");

interface Props {
  ids: Pick<Schemas["Ids"], "model" | "policy"> & Partial<Schemas["Ids"]>;
  lane?: Schemas["Lane"] | undefined;
}

export function Ids({ ids, lane }: Props) {
  const lines: [string, string[]][] = [
    ["model", [ids.model]],
    ["policy", [ids.policy]],
    ["normalizer", ids.normalizer ? [ids.normalizer] : []],
    ["taught", ids.taught ?? []],
  ];
  return (
    <dl class="ids">
      {lane ? (
        <div>
          <dt>lane</dt>
          <dd>{lane === "full" ? "full: the whole model" : "fast: the small model was sure enough"}</dd>
        </div>
      ) : null}
      {lines
        .filter(([, ids]) => ids.length > 0)
        .map(([what, ids]) => (
          <div key={what}>
            <dt>{words(what)}</dt>
            <dd>
              {ids.map((id) => (
                <Id key={id} of={id} />
              ))}
            </dd>
          </div>
        ))}
      {ids.version ? (
        <div>
          <dt>Koko</dt>
          <dd>{ids.version}</dd>
        </div>
      ) : null}
    </dl>
  );
}
