/** Who is signed in, and what they may. */

import { refusal, useToken } from "./client";

export type Scope = "score" | "moderate" | "read" | "review" | "rules" | "admin";

export interface Session {
  name: string;
  role: "viewer" | "moderator" | "editor" | "admin";
  tenant: string;
  scopes: Scope[];
  csrf: string;
  /** Seconds since 1970. */
  expires_at: number;
  how: "oidc" | "link";
}

/** Nobody is signed in, and this is how to. */
export interface SignedOut {
  signIn: string | undefined;
  hint: string;
}

export async function fetchSession(): Promise<Session | SignedOut> {
  const response = await fetch("/console/session", { headers: { accept: "application/json" } });
  if (response.status === 401) {
    const body = await response.json();
    return { signIn: body.sign_in ?? undefined, hint: body.hint };
  }
  if (!response.ok) throw await refusal(response);
  const session: Session = await response.json();
  useToken(session.csrf);
  return session;
}

export async function signOut(csrf: string): Promise<void> {
  await fetch("/console/sign-out", { method: "POST", headers: { "Koko-CSRF": csrf } });
}

export const may = (session: Session, scope: Scope): boolean =>
  session.scopes.includes(scope) || (scope === "rules" && session.scopes.includes("admin"));
