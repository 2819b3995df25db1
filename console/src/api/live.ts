/** What happens in the service, as it happens. */

import { useEffect, useRef } from "preact/hooks";

export interface Happening {
  kind: "decision.made" | "decision.changed" | "standing.changed" | "flag.received" | "missed";
  data: Record<string, unknown>;
}

const KINDS: Happening["kind"][] = ["decision.made", "decision.changed", "standing.changed", "flag.received", "missed"];

/** Calls `act` for everything that happens while the page is shown. The browser comes back by itself when the line breaks. */
export function useLive(act: (happening: Happening) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const source = new EventSource("/v1/live");
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => latest.current({ kind, data: JSON.parse((event as MessageEvent).data) }));
    }
    return () => source.close();
  }, []);
}

/** Calls `act` at most once in so many milliseconds, and once more after the last call. */
export function useThrottled(act: () => void, every: number): () => void {
  const latest = useRef(act);
  latest.current = act;
  const state = useRef<{ timer?: ReturnType<typeof setTimeout> | undefined; again: boolean }>({ again: false });
  useEffect(() => () => clearTimeout(state.current.timer), []);
  return () => {
    if (state.current.timer !== undefined) {
      state.current.again = true;
      return;
    }
    latest.current();
    const rest = () => {
      state.current.timer = undefined;
      if (state.current.again) {
        state.current.again = false;
        latest.current();
        state.current.timer = setTimeout(rest, every);
      }
    };
    state.current.timer = setTimeout(rest, every);
  };
}
