import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { Badge } from "../../parts/badge";
import { List } from "../../parts/list";
import { Failed, Nothing, Waiting } from "../../parts/states";
import { ago, number, words } from "../../parts/words";
import type { Item } from "./api";
import { Closed } from "./closed";
import { Detail } from "./detail";
import { Help } from "./help";
import { type Deed, deedOf } from "./keys";
import "./queue.css";
import { useQueue } from "./use-queue";
import { type Veil, chosenVeil, isVeiled, keepVeil } from "./veil";

const ROW = 64;

export function Queue() {
  const [shown, show] = useState<"waiting" | "decided">("waiting");
  const [veil, setVeil] = useState(chosenVeil());
  const [help, setHelp] = useState(false);
  const choose = (chosen: Veil) => {
    keepVeil(chosen);
    setVeil(chosen);
  };
  return (
    <article class="page queue">
      <header>
        <h1>Queue</h1>
        <div class="row">
          <div class="tabs" role="group" aria-label="Which items">
            {(["waiting", "decided"] as const).map((part) => (
              <button key={part} type="button" aria-pressed={shown === part} onClick={() => show(part)}>
                {part}
              </button>
            ))}
          </div>
          <label>
            Blur{" "}
            <select value={veil} onChange={(event) => choose(event.currentTarget.value as Veil)}>
              <option value="severe">severe texts</option>
              <option value="always">all texts</option>
              <option value="never">nothing</option>
            </select>
          </label>
          <button type="button" onClick={() => setHelp(true)}>
            Keys <kbd>?</kbd>
          </button>
        </div>
      </header>
      {shown === "waiting" ? <WaitingItems veil={veil} onHelp={() => setHelp(true)} /> : <Closed veil={veil} />}
      {help ? <Help onClose={() => setHelp(false)} /> : null}
    </article>
  );
}

/** What somebody writes about one item. Another begins empty, from the moment it is shown. */
interface Written {
  id: string | undefined;
  note: string;
  asks?: "escalate" | "example" | undefined;
}

function WaitingItems({ veil, onHelp }: { veil: Veil; onHelp: () => void }) {
  const queue = useQueue();
  const { items, current, place, pages } = queue;
  const [revealed, setRevealed] = useState<string>();
  const [written, write] = useState<Written>({ id: undefined, note: "" });
  const about: Written = written.id === current?.id ? written : { id: current?.id, note: "" };
  const setNote = (note: string) => write({ ...about, note });
  const ask = (asks: Written["asks"]) => write({ ...about, asks });
  const noteField = useRef<HTMLInputElement>(null);
  const isRevealed = revealed === current?.id;

  const does = (deed: Deed) => {
    if (deed === "help") return onHelp();
    if (deed === "undo") return void queue.undo();
    if (deed === "next") return queue.move(1);
    if (deed === "previous") return queue.move(-1);
    if (!current) return;
    if (deed === "reveal") return setRevealed(isRevealed ? undefined : current.id);
    if (!queue.reviews) return;
    if (deed === "note") return noteField.current?.focus();
    if (deed === "escalate" || deed === "example") return ask(deed);
    void queue.act(current, deed.outcome, about.note);
  };
  const latest = useRef(does);
  latest.current = does;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const deed = deedOf(event);
      if (!deed) return;
      event.preventDefault();
      latest.current(deed);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);

  const onEnd = useCallback(() => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  }, [pages]);

  if (pages.isPending) return <Waiting what="what waits" />;
  if (pages.isError) return <Failed error={pages.error} again={() => void pages.refetch()} />;
  if (!current) {
    return (
      <Nothing>
        <p>Nothing waits.</p>
        <small>Contents whose policy says “review”, “hold” or “support” appear here as they come.</small>
      </Nothing>
    );
  }
  return (
    <div class="split">
      <section aria-label="What waits">
        <p class="count">
          <strong>{number(queue.waiting)}</strong> wait, the most urgent first
        </p>
        <List
          count={items.length}
          rowHeight={ROW}
          shown={place}
          label="What waits"
          activeId={`item-${current.id}`}
          onEnd={onEnd}
          row={(index) => <Row item={items[index]!} veil={veil} open={index === place} onOpen={queue.open} />}
        />
      </section>
      <Detail
        key={current.id}
        item={current}
        reviews={queue.reviews}
        takenByOthers={queue.taken.get(current.id) === false}
        veiled={isVeiled(current.decision.labels, veil) && !isRevealed}
        note={about.note}
        noteField={noteField}
        asks={about.asks}
        onNote={setNote}
        onAsk={ask}
        onReveal={() => does("reveal")}
        onDecide={(outcome) => void queue.act(current, outcome, about.note)}
        onMany={(ids, outcome) => void queue.actOnMany(ids, outcome, about.note)}
        onEscalate={(why) => void queue.pass(current, why)}
      />
    </div>
  );
}

interface RowProps {
  item: Item;
  veil: Veil;
  open: boolean;
  onOpen: (id: string) => void;
}

function Row({ item, veil, open, onOpen }: RowProps) {
  const { decision } = item;
  const veiled = isVeiled(decision.labels, veil);
  return (
    <div id={`item-${item.id}`} class="item" role="option" aria-selected={open} onClick={() => onOpen(item.id)}>
      <p class={veiled ? "excerpt veiled-line" : "excerpt"} dir="auto">
        {decision.text === null ? <em>the text was not kept</em> : veiled ? decision.labels.map(words).join(", ") : decision.text}
      </p>
      <p class="about">
        <Badge of={decision.action} />
        {item.escalated_at ? <Badge of="warn">escalated</Badge> : null}
        {item.appealed_at ? <Badge of="note">appeal</Badge> : null}
        <small>
          {decision.author ?? "nobody named"} · {ago(item.opened_at)}
          {item.claimed_by && item.claimed_until > Date.now() ? ` · ${item.claimed_by} looks` : ""}
        </small>
      </p>
    </div>
  );
}
