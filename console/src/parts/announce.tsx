/** Short news at the edge of the page: seen, and read aloud. */

import { useEffect, useState } from "preact/hooks";

import { message } from "./states";

export interface News {
  text: string;
  /** Undoes what the news is about. */
  undo?: () => void;
  /** A key of the page that undoes it, too. */
  key?: string;
  bad?: boolean;
}

const SHOWN_MS = 8_000;
const listeners = new Set<(news: News) => void>();

export function announce(news: News): void {
  for (const listener of listeners) listener(news);
}

/** Tells that something was done, or why not; whether it was. */
export async function tried(what: Promise<unknown>, done: string): Promise<boolean> {
  try {
    await what;
  } catch (error) {
    announce({ text: message(error), bad: true });
    return false;
  }
  announce({ text: done });
  return true;
}

export function Announcements() {
  const [news, setNews] = useState<News>();
  useEffect(() => {
    listeners.add(setNews);
    return () => void listeners.delete(setNews);
  }, []);
  useEffect(() => {
    if (!news) return;
    const timer = setTimeout(() => setNews(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [news]);
  return (
    <div class="announcements" role="status" aria-live="polite">
      {news ? (
        <p class={news.bad ? "news bad" : "news"}>
          {news.text}
          {news.undo ? (
            <button
              type="button"
              onClick={() => {
                news.undo?.();
                setNews(undefined);
              }}
            >
              Undo {news.key ? <kbd>{news.key}</kbd> : null}
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
