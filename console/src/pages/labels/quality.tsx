/** How well a label was learnt: measured on examples that were left out while the others were learnt. */

import { percent } from "../../parts/words";

export interface Quality {
  auc: number;
  precision: number | undefined;
  recall: number | undefined;
  positives: number;
  negatives: number;
  warnings: string[];
}

/** Takes the figures out of the file that `koko teach` writes; nothing if they are not there. */
export function readQuality(file: string): Quality | undefined {
  const table = /^\[quality\]\s*$([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(file)?.[1];
  if (table === undefined) return undefined;
  const number = (name: string): number | undefined => {
    const written = new RegExp(`^${name}\\s*=\\s*([\\d.eE+-]+)\\s*$`, "m").exec(table)?.[1];
    return written === undefined ? undefined : Number(written);
  };
  const warnings = /^warnings\s*=\s*\[([\s\S]*?)\]\s*$/m.exec(table)?.[1] ?? "";
  return {
    auc: number("auc") ?? Number.NaN,
    precision: number("precision"),
    recall: number("recall"),
    positives: number("positives") ?? 0,
    negatives: number("negatives") ?? 0,
    warnings: [...warnings.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map(
      ([, basic, literal]) => literal ?? (basic ?? "").replace(/\\(["\\])/g, "$1"),
    ),
  };
}

export function Figures({ quality }: { quality: Quality }) {
  const { auc, precision, recall, positives, negatives, warnings } = quality;
  return (
    <div class="quality">
      <dl>
        <div>
          <dt>told apart (AUC)</dt>
          <dd>
            <strong>{auc.toFixed(3)}</strong> <small>{inWords(auc)}</small>
          </dd>
        </div>
        {precision === undefined || recall === undefined ? null : (
          <div>
            <dt>at one half</dt>
            <dd>
              {percent(precision)} of what it finds is right, {percent(recall)} of what there is is found
            </dd>
          </div>
        )}
        <div>
          <dt>learnt from</dt>
          <dd>
            {positives} positives, {negatives} negatives
          </dd>
        </div>
      </dl>
      {warnings.map((warning) => (
        <p key={warning} class="notice">
          {warning}
        </p>
      ))}
    </div>
  );
}

function inWords(auc: number): string {
  if (auc >= 0.95) return "very well";
  if (auc >= 0.85) return "well";
  if (auc >= 0.75) return "usable, with care";
  return "hardly: 0.5 is chance";
}
