/** What stands around every page: where to go, and who is here. */

import { useQueryClient } from "@tanstack/preact-query";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";

import { type Scope, may, signOut } from "./api/session";
import { useSession } from "./app";
import { type Theme, applyTheme, theme } from "./parts/theme";

interface Place {
  path: string;
  name: string;
  scope: Scope;
}

const PLACES: Place[] = [
  { path: "/console/queue", name: "Queue", scope: "read" },
  { path: "/console/playground", name: "Playground", scope: "score" },
  { path: "/console/decisions", name: "Decisions", scope: "read" },
  { path: "/console/authors", name: "Authors", scope: "read" },
  { path: "/console/policies", name: "Policies", scope: "read" },
  { path: "/console/labels", name: "Labels", scope: "read" },
  { path: "/console/operations", name: "Operations", scope: "read" },
];

export function Shell({ children }: { children: ComponentChildren }) {
  const session = useSession();
  const { path } = useLocation();
  const here = PLACES.find((place) => path.startsWith(place.path));
  const pages = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = here ? `${here.name} · Koko` : "Koko";
    // Where it is narrow, the names of pages scroll.
    pages.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  return (
    <div class="shell">
      <a class="skip" href="#page">
        Skip to the page
      </a>
      <header class="bar">
        <a class="brand" href="/console" aria-label="Koko, start">
          koko
        </a>
        <nav aria-label="Pages" ref={pages}>
          {PLACES.filter((place) => may(session, place.scope)).map((place) => (
            <a key={place.path} href={place.path} aria-current={place === here ? "page" : undefined}>
              {place.name}
            </a>
          ))}
        </nav>
        <Account />
      </header>
      <main id="page" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Account() {
  const session = useSession();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(theme());
  const choose = (theme: Theme) => {
    applyTheme(theme);
    setChosen(theme);
  };
  const leave = async () => {
    await signOut(session.csrf);
    queries.clear();
    await queries.invalidateQueries({ queryKey: ["session"] });
    location.assign("/console");
  };
  return (
    <details class="account menu">
      <summary>
        <span class="name">{session.name}</span>
      </summary>
      <div class="sheet">
        <p>
          {session.name}
          <br />
          <small>
            {session.role} of {session.tenant}
          </small>
        </p>
        <label>
          Colours{" "}
          <select value={chosen} onChange={(event) => choose(event.currentTarget.value as Theme)}>
            <option value="system">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <button type="button" onClick={() => void leave()}>
          Sign out
        </button>
      </div>
    </details>
  );
}
