/** The items in view and which one is open: fetched page by page, claimed while somebody looks, followed live. */

import { useInfiniteQuery, useQueryClient } from "@tanstack/preact-query";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { useLive, useThrottled } from "../../api/live";
import { useSession } from "../../app";
import { announce } from "../../parts/announce";
import { message } from "../../parts/states";
import { type Item, type Outcome, type Verdict, claim, decide, decideMany, escalate, fetchWaiting, release, reopen } from "./api";

/** Others see a change in the queue at most so often. */
const FOLLOW_MS = 2_000;
/** And what others decided goes from the list at most so often. */
const REDRAWN_MS = 200;
/** Whoever moves on within this has not looked. */
const LOOKED_MS = 200;

export const DONE: Record<Outcome, string> = {
  fine: "Approved",
  warned: "Warned",
  removed: "Removed",
  suspended: "Suspended",
  banned: "Banned",
};

export function useQueue() {
  const session = useSession();
  const queries = useQueryClient();
  const reviews = session.scopes.includes("review");
  const pages = useInfiniteQuery({
    queryKey: ["queue"],
    queryFn: ({ pageParam }) => fetchWaiting(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  /** Decided or left here, and perhaps still in a page that was fetched before. */
  const [gone, setGone] = useState(new Set<string>());
  const items = useMemo(() => {
    const seen = new Set<string>();
    const all = pages.data?.pages.flatMap((page) => page.items) ?? [];
    return all.filter((item) => !gone.has(item.id) && !seen.has(item.id) && seen.add(item.id));
  }, [pages.data, gone]);
  const waiting = Math.max(0, pages.data?.pages.at(-1)?.waiting ?? 0);

  const [openId, open] = useState<string>();
  const place = items.findIndex((item) => item.id === openId);
  const current = items[place] ?? items[0];
  // What is shown stays, whatever more urgent comes.
  useLayoutEffect(() => open(current?.id), [current?.id]);
  const [taken, setTaken] = useState(new Map<string, boolean>());

  const follow = useThrottled(() => void queries.invalidateQueries({ queryKey: ["queue"] }), FOLLOW_MS);
  // A thousand things may happen in a second; the list is made anew a few times.
  const leaving = useRef<string[]>([]);
  const takeOut = useThrottled(() => {
    const ids = leaving.current.splice(0);
    setGone((gone) => new Set([...gone, ...ids]));
  }, REDRAWN_MS);
  useLive((happening) => {
    const { decision_id: id, action } = happening.data as { decision_id?: string; action?: string };
    if (happening.kind === "decision.changed" && id) {
      leaving.current.push(id);
      takeOut();
    }
    if (happening.kind === "decision.made" && (action === "allow" || action === "remove")) return;
    if (happening.kind !== "standing.changed" && happening.kind !== "flag.received") follow();
  });

  const id = current?.id;
  useEffect(() => {
    if (!id || !reviews) return;
    let claimed = false;
    let left = false;
    const timer = setTimeout(async () => {
      try {
        claimed = await claim(id, session.name);
        setTaken((taken) => new Map(taken).set(id, claimed));
        if (left && claimed) await release(id, session.name);
      } catch {
        // What is not claimed is refused when it is decided, and told then.
      }
    }, LOOKED_MS);
    return () => {
      left = true;
      clearTimeout(timer);
      if (claimed) release(id, session.name).catch(() => {});
    };
  }, [id, reviews, session.name]);

  const move = useCallback(
    (by: number) => {
      const from = Math.max(0, place);
      open(items[Math.min(items.length - 1, Math.max(0, from + by))]?.id);
    },
    [items, place],
  );

  const last = useRef<{ ids: string[] }>();
  const leave = (ids: string[]) => {
    const here = Math.max(0, place);
    const next = items.slice(here).find((item) => !ids.includes(item.id)) ?? items.slice(0, here).findLast((item) => !ids.includes(item.id));
    setGone((gone) => new Set([...gone, ...ids]));
    open(next?.id);
    const remains = items.length - ids.length;
    if (remains < 20 && pages.hasNextPage) void pages.fetchNextPage();
  };
  const list = (ids: string[]) => setGone((gone) => new Set([...gone].filter((id) => !ids.includes(id))));
  const comeBack = (ids: string[]) => {
    list(ids);
    open(ids[0]);
  };
  const undo = async () => {
    const undone = last.current;
    if (!undone) return;
    last.current = undefined;
    try {
      await Promise.all(undone.ids.map(reopen));
      list(undone.ids);
      await queries.invalidateQueries({ queryKey: ["queue"] });
      open(undone.ids[0]);
      announce({ text: undone.ids.length > 1 ? "They wait again." : "It waits again." });
    } catch (error) {
      announce({ text: message(error), bad: true });
    }
  };

  const verdict = (outcome: Outcome, note: string): Verdict => ({
    reviewer: session.name,
    outcome,
    ...(note ? { note } : {}),
  });

  /** Decides about an item, and goes on at once; what is refused comes back. */
  const act = async (item: Item, outcome: Outcome, note: string) => {
    leave([item.id]);
    try {
      await decide(item.id, verdict(outcome, note));
      last.current = { ids: [item.id] };
      announce({ text: `${DONE[outcome]}.`, undo: () => void undo(), key: "U" });
    } catch (error) {
      comeBack([item.id]);
      announce({ text: message(error), bad: true });
    }
  };

  const actOnMany = async (ids: string[], outcome: Outcome, note: string) => {
    leave(ids);
    try {
      const { decided, not_decided } = await decideMany(ids, verdict(outcome, note));
      last.current = { ids: decided };
      const rest = not_decided.length > 0 ? ` ${not_decided.length} could not be: ${not_decided[0]!.error.message}` : "";
      if (not_decided.length > 0) comeBack(not_decided.map((item) => item.id));
      announce({ text: `${DONE[outcome]}: ${decided.length}.${rest}`, undo: () => void undo(), key: "U" });
    } catch (error) {
      comeBack(ids);
      announce({ text: message(error), bad: true });
    }
  };

  const pass = async (item: Item, note: string) => {
    leave([item.id]);
    try {
      await escalate(item.id, session.name, note);
      announce({ text: "Left to somebody else." });
    } catch (error) {
      comeBack([item.id]);
      announce({ text: message(error), bad: true });
    }
  };

  return { pages, items, waiting, current, place: Math.max(0, place), taken, reviews, open, move, act, actOnMany, pass, undo };
}
