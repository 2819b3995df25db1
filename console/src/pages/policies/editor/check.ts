/** Has the service read a policy, and finds the place of what it minds. */

import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";

import { Refused, api, got } from "../../../api/client";

export interface Mistake {
  message: string;
  line: number | undefined;
}

/** What is wrong with a policy; nothing if it is right. Other trouble, such as with the network, is thrown. */
export async function check(policy: string): Promise<Mistake | undefined> {
  try {
    await got(api.POST("/v1/decisions/replay", { body: { policy, search: { limit: 1 } } }));
    return undefined;
  } catch (error) {
    if (error instanceof Refused && error.status === 400) return mistake(error.message);
    throw error;
  }
}

/** `the policy of the request, line 5, …: what`: the line is for the editor, and the name tells nobody anything. */
export function mistake(message: string): Mistake {
  const [, line, rest] = /^the policy of the request, line (\d+), (.*)$/s.exec(message) ?? [];
  return line && rest ? { message: rest, line: Number(line) } : { message, line: undefined };
}

export function diagnostics(doc: Text, { message, line }: Mistake): Diagnostic[] {
  if (line === undefined || line > doc.lines) return [];
  const { from, to, text } = doc.line(line);
  return [{ from: from + (text.length - text.trimStart().length), to, severity: "error", message }];
}
