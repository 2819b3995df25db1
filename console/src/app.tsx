import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from "@tanstack/preact-query";
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { ErrorBoundary, LocationProvider, Route, Router, lazy, useLocation } from "preact-iso";

import { Refused, whenSignedOut } from "./api/client";
import { type Scope, type Session, fetchSession, may } from "./api/session";
import { Failed, Waiting } from "./parts/states";
import { Announcements } from "./parts/announce";
import { Shell } from "./shell";
import { SignIn } from "./pages/sign-in";

const Playground = lazy(() => import("./pages/playground").then((page) => page.Playground));
const Queue = lazy(() => import("./pages/queue").then((page) => page.Queue));
const Decisions = lazy(() => import("./pages/decisions").then((page) => page.Decisions));
const Authors = lazy(() => import("./pages/authors").then((page) => page.Authors));
const Policies = lazy(() => import("./pages/policies").then((page) => page.Policies));
const Labels = lazy(() => import("./pages/labels").then((page) => page.Labels));
const Operations = lazy(() => import("./pages/operations").then((page) => page.Operations));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What was refused for what it is will be refused again; the rest is worth two more tries.
      retry: (failures, error) => failures < 2 && !(error instanceof Refused && error.status >= 400 && error.status < 429),
      staleTime: 5_000,
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LocationProvider scope="/console">
        <Gate />
        <Announcements />
      </LocationProvider>
    </QueryClientProvider>
  );
}

const SessionContext = createContext<Session | undefined>(undefined);

/** Who is signed in; pages are shown to nobody else. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no page is shown without a session");
  return session;
}

/** Whether whoever is signed in may do this. */
export function useMay(scope: Scope): boolean {
  return may(useSession(), scope);
}

function Gate() {
  const queries = useQueryClient();
  const session = useQuery({ queryKey: ["session"], queryFn: fetchSession, staleTime: 60_000 });
  useEffect(() => whenSignedOut(() => void queries.invalidateQueries({ queryKey: ["session"] })), [queries]);
  if (session.isPending) return <Waiting what="the session" />;
  if (session.isError) return <Failed error={session.error} again={() => void session.refetch()} />;
  if (!("role" in session.data)) return <SignIn {...session.data} />;
  return (
    <SessionContext.Provider value={session.data}>
      <Shell>
        <Pages />
      </Shell>
    </SessionContext.Provider>
  );
}

function Pages() {
  return (
    <ErrorBoundary onError={(error) => console.error(error)}>
      <Router>
        <Route path="/console" component={Home} />
        <Route path="/console/playground" component={Playground} />
        <Route path="/console/queue" component={Queue} />
        <Route path="/console/decisions" component={Decisions} />
        <Route path="/console/decisions/:id" component={Decisions} />
        <Route path="/console/authors" component={Authors} />
        <Route path="/console/authors/:author" component={Authors} />
        <Route path="/console/policies" component={Policies} />
        <Route path="/console/policies/:version" component={Policies} />
        <Route path="/console/labels" component={Labels} />
        <Route path="/console/labels/:label" component={Labels} />
        <Route path="/console/operations" component={Operations} />
        <Route default component={Nowhere} />
      </Router>
    </ErrorBoundary>
  );
}

/** Whoever reviews begins with what waits; everybody else may try things out. */
function Home() {
  const { route } = useLocation();
  const reviews = useMay("review");
  useEffect(() => route(reviews ? "/console/queue" : "/console/playground", true), [reviews, route]);
  return null;
}

function Nowhere() {
  return (
    <article class="page">
      <h1>There is no such page</h1>
      <p>
        <a href="/console">Back to the start</a>
      </p>
    </article>
  );
}
