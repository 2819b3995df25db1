import type { SignedOut } from "../api/session";

/** For whoever is not signed in. The link leaves the application: `_top` keeps its router from taking it for a page. */
export function SignIn({ signIn, hint }: SignedOut) {
  const here = location.pathname + location.search;
  return (
    <main class="sign-in">
      <h1>koko</h1>
      {signIn ? (
        <a class="button primary" target="_top" href={`${signIn}?to=${encodeURIComponent(here)}`}>
          Sign in
        </a>
      ) : null}
      <p>{hint}</p>
    </main>
  );
}
