/** One item with everything that a person needs to decide about it. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { decisionPath } from "../../parts/paths";
import { Reasons } from "../../parts/reasons";
import { Scores } from "../../parts/scores";
import { Text, found } from "../../parts/text";
import { ago, shortId, time, words } from "../../parts/words";
import { Alike } from "./alike";
import type { Item, Outcome } from "./api";
import { Context } from "./context";
import { Example } from "./example";
import { DEEDS } from "./keys";

interface Props {
  item: Item;
  reviews: boolean;
  takenByOthers: boolean;
  veiled: boolean;
  note: string;
  noteField: RefObject<HTMLInputElement>;
  asks: "escalate" | "example" | undefined;
  onNote: (note: string) => void;
  onAsk: (asks: "escalate" | "example" | undefined) => void;
  onReveal: () => void;
  onDecide: (outcome: Outcome) => void;
  onMany: (ids: string[], outcome: Outcome) => void;
  onEscalate: (why: string) => void;
}

/** The part of an answer that is shown; it is kept as it was given. */
export type Answer = Pick<Schemas["Moderated"], "scores" | "spans" | "decision" | "standing">;

export function Detail(props: Props) {
  const { item, reviews, takenByOthers, veiled } = props;
  const { decision } = item;
  const answer = decision.answer as unknown as Answer;
  return (
    <section class="detail" aria-label="The item">
      <div class="card">
        <p class="row">
          <Badge of={decision.action} />
          {decision.labels.map((label) => (
            <Badge key={label} of="plain">
              {words(label)}
            </Badge>
          ))}
          <small>
            {decision.community ? `in ${decision.community} · ` : ""}
            <time dateTime={new Date(decision.at_ms).toISOString()} title={time(decision.at_ms)}>
              {ago(decision.at_ms)}
            </time>
          </small>
        </p>
        {takenByOthers ? <p class="taken">Somebody else looks at this item. What you decide is refused until they leave it.</p> : null}
        {item.escalated_by ? (
          <p class="aside">
            <strong>{item.escalated_by}</strong> leaves this to somebody else{item.escalated_note ? `: “${item.escalated_note}”` : "."}
          </p>
        ) : null}
        {item.appeal ? (
          <p class="aside">
            <strong>Appeal</strong> against “{decision.changed_to ? words(decision.changed_to) : decision.action}”: “{item.appeal}”{" "}
            <a href={decisionPath(decision.decision_id)}>Statement of reasons</a>
          </p>
        ) : null}
        <div class={veiled ? "veiled" : undefined}>
          {decision.text === null ? (
            <p>
              <em>The text was not kept.</em> Its id is <code>{decision.content ?? "not known"}</code>.
            </p>
          ) : (
            <div aria-hidden={veiled}>
              <Text text={decision.text} spans={answer.spans.map(found)} />
            </div>
          )}
        </div>
        {decision.text === null ? null : (
          <button type="button" class="plain" onClick={props.onReveal}>
            {veiled ? "Show the text" : "Blur the text"} <kbd>space</kbd>
          </button>
        )}
        <Reasons reasons={answer.decision.reasons} />
      </div>
      {reviews ? <Deeds {...props} /> : <p class="state">You may look, and not decide.</p>}
      {reviews ? <Alike item={item} onMany={props.onMany} /> : null}
      <div class="columns">
        <Context decision={decision} then={answer.standing} veiled={veiled} />
        <div class="card">
          <h2>Scores</h2>
          <Scores scores={answer.scores} most={6} />
          <p>
            <small title={`${decision.model}\n${decision.policy}`}>
              {shortId(decision.model)}, {shortId(decision.policy)}
            </small>{" "}
            <a href={decisionPath(decision.decision_id)}>Everything about this decision</a>
          </p>
        </div>
      </div>
    </section>
  );
}

const OUTCOMES = DEEDS.flatMap(({ deed, shown, does }) =>
  typeof deed === "object" ? [{ outcome: deed.outcome, shown, does }] : [],
);
const NAMES: Record<Outcome, string> = {
  fine: "Approve",
  warned: "Warn",
  removed: "Remove",
  suspended: "Suspend",
  banned: "Ban",
};

function Deeds(props: Props) {
  return (
    <div class="card deeds">
      <div class="row" role="group" aria-label="Decide">
        {OUTCOMES.map(({ outcome, shown, does }) => (
          <button
            key={outcome}
            type="button"
            class={outcome === "fine" ? "primary" : outcome === "warned" ? "" : "danger"}
            title={does}
            onClick={() => props.onDecide(outcome)}
          >
            {NAMES[outcome]} <kbd>{shown}</kbd>
          </button>
        ))}
        <button type="button" onClick={() => props.onAsk("escalate")}>
          Escalate <kbd>E</kbd>
        </button>
        <button type="button" onClick={() => props.onAsk("example")}>
          Teach <kbd>L</kbd>
        </button>
      </div>
      <label class="field">
        <span>
          Note <kbd>N</kbd>
        </span>
        <input
          ref={props.noteField}
          value={props.note}
          maxLength={2_000}
          onInput={(event) => props.onNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape" || event.key === "Enter") event.currentTarget.blur();
          }}
        />
      </label>
      {props.asks === "escalate" ? <Escalate onAsk={props.onAsk} onEscalate={props.onEscalate} /> : null}
      {props.asks === "example" ? <Example item={props.item} onDone={() => props.onAsk(undefined)} /> : null}
    </div>
  );
}

function Escalate({ onAsk, onEscalate }: Pick<Props, "onAsk" | "onEscalate">) {
  const [why, setWhy] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        onEscalate(why);
      }}
    >
      <label class="field grow">
        <span>Why should somebody else look?</span>
        <input
          ref={field}
          value={why}
          maxLength={2_000}
          onInput={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => event.key === "Escape" && onAsk(undefined)}
        />
      </label>
      <button type="submit" class="primary">
        Escalate
      </button>
      <button type="button" onClick={() => onAsk(undefined)}>
        Cancel
      </button>
    </form>
  );
}
