import type { SignedOut } from "../api/session";

/** For whoever is not signed in. */
export function SignIn({ signIn, hint }: SignedOut) {
  const here = location.pathname + location.search;
  return (
    <main class="sign-in">
      <h1>koko</h1>
      {signIn ? (
        <a class="button primary" href={`${signIn}?to=${encodeURIComponent(here)}`}>
          Sign in
        </a>
      ) : null}
      <p>{hint}</p>
    </main>
  );
}
