/** Where two answers to the same text differ. */

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { score, words } from "../../parts/words";

/** Scores that lie closer than this are the same to people. */
const NOTICEABLE = 0.02;

interface Props {
  left: Schemas["Tried"];
  right: Schemas["Tried"];
}

export function Differences({ left, right }: Props) {
  const [one, other] = [left.decision, right.decision];
  const rules = (tried: Schemas["Tried"]) => new Set(tried.decision.reasons.map((reason) => reason.rule));
  const [leftRules, rightRules] = [rules(left), rules(right)];
  const onlyLeft = [...leftRules].filter((rule) => !rightRules.has(rule));
  const onlyRight = [...rightRules].filter((rule) => !leftRules.has(rule));
  const scores = moved(left, right);
  const same = one.action === other.action && onlyLeft.length + onlyRight.length + scores.length === 0;
  return (
    <section class="card differences" aria-label="Differences" role="status">
      {same ? (
        <p>Both come to the same: {words(one.action)}, by the same rules and scores.</p>
      ) : (
        <>
          <p class="row">
            {one.action === other.action ? "Both decide" : "The decision changes:"} <Badge of={one.action} />
            {one.action === other.action ? null : (
              <>
                <span aria-hidden="true">→</span>
                <span class="visually-hidden">to</span>
                <Badge of={other.action} />
              </>
            )}
          </p>
          {onlyLeft.length > 0 ? <RuleNames title="Only the first" rules={onlyLeft} /> : null}
          {onlyRight.length > 0 ? <RuleNames title="Only the second" rules={onlyRight} /> : null}
          {scores.length > 0 ? (
            <table class="table">
              <thead>
                <tr>
                  <th scope="col">Label</th>
                  <th scope="col" class="number">
                    First
                  </th>
                  <th scope="col" class="number">
                    Second
                  </th>
                </tr>
              </thead>
              <tbody>
                {scores.map((label) => (
                  <tr key={label}>
                    <th scope="row">{words(label)}</th>
                    <Cell tried={left} label={label} />
                    <Cell tried={right} label={label} />
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
        </>
      )}
    </section>
  );
}

function RuleNames({ title, rules }: { title: string; rules: string[] }) {
  return (
    <p class="row">
      {title}:{" "}
      {rules.map((rule) => (
        <code key={rule}>{rule}</code>
      ))}
    </p>
  );
}

function Cell({ tried, label }: { tried: Schemas["Tried"]; label: string }) {
  const value = tried.scores[label];
  if (value === undefined) return <td class="number">–</td>;
  const threshold = tried.thresholds[label];
  return (
    <td class="number">
      {isFound(tried, label) ? <strong>{score(value)} found</strong> : score(value)}
      {threshold === undefined ? null : <small> (from {threshold.toFixed(2)})</small>}
    </td>
  );
}

function isFound(tried: Schemas["Tried"], label: string): boolean {
  return (tried.scores[label] ?? 0) >= (tried.thresholds[label] ?? Infinity);
}

/** Labels that one has and the other has not, whose score or threshold moved, or that are found by one alone. */
function moved(left: Schemas["Tried"], right: Schemas["Tried"]): string[] {
  const labels = new Set([...Object.keys(left.scores), ...Object.keys(right.scores)]);
  return [...labels].filter((label) => {
    const [one, other] = [left.scores[label], right.scores[label]];
    if (one === undefined || other === undefined) return true;
    const isMoved = Math.abs(one - other) >= NOTICEABLE || left.thresholds[label] !== right.thresholds[label];
    return isMoved || isFound(left, label) !== isFound(right, label);
  });
}
