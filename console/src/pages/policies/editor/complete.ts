/** What may come next in a policy. */

import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import type { EditorState } from "@codemirror/state";

import { ACTIONS, BANDS, CONTENT, FAMILIES, KEYS, LABELS, ROOTS, SIGNALS, STANDING, TABLES } from "./vocabulary";

const plain = (words: string[], type: string): Completion[] => words.map((label) => ({ label, type }));
const told = (words: Record<string, string>, type: string): Completion[] =>
  Object.entries(words).map(([label, detail]) => ({ label, detail, type }));

const families = plain(FAMILIES, "enum");
const roots = told(ROOTS, "namespace");

/** By what stands before the word that is being written. The first that fits is taken. */
function places(labels: Completion[]): [RegExp, Completion[]][] {
  return [
    [/\b(?:found|scores|thresholds)\.(\w*)$/, labels],
    [/\bstanding\.families\.(\w*)$/, families],
    [/\bstanding\.has\(\s*["'](\w*)$/, plain(SIGNALS, "enum")],
    [/\bstanding\.band\s*(?:==|!=|in\s*\[[^\]]*)\s*["'](\w*)$/, plain(BANDS, "enum")],
    [/\bstanding\.family\s*(?:==|!=|in\s*\[[^\]]*)\s*["'](\w*)$/, families],
    [/\bstanding\.(\w*)$/, told(STANDING, "property")],
    [/\bcontent\.(\w*)$/, told(CONTENT, "property")],
    [/^\s*action\s*=\s*["'](\w*)$/, told(ACTIONS, "enum")],
    [/^\s*\[\[?(\w*)$/, plain(TABLES, "class")],
    [/^\s*\[actors\.(\w*)$/, plain(SIGNALS, "class")],
  ];
}

export function completing(taught: string[]): CompletionSource {
  const labels = [...plain(LABELS, "constant"), ...taught.map((label) => ({ label, type: "constant", detail: "taught" }))];
  const known = places(labels);
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/^\s*#/.test(before)) return null;
    for (const [place, options] of known) {
      const match = place.exec(before);
      if (match) return offered(context, match[1] ?? "", options);
    }
    if (inCondition(context.state, line.from, before)) {
      const word = /(?:^|[^\w."'])([a-z]\w*)$/.exec(before)?.[1];
      return word === undefined && !context.explicit ? null : offered(context, word ?? "", roots);
    }
    const key = /^\s*(\w*)$/.exec(before)?.[1];
    if (key === undefined || (key === "" && !context.explicit)) return null;
    const table = tableAt(context.state, line.number);
    return offered(context, key, table.endsWith("thresholds") ? labels : plain(KEYS[table] ?? [], "property"));
  };
}

function offered(context: CompletionContext, word: string, options: Completion[]): CompletionResult {
  return { from: context.pos - word.length, options, validFor: /^\w*$/ };
}

/** Whether this is inside the text of a condition, on one line or on several. */
function inCondition(state: EditorState, lineStart: number, before: string): boolean {
  if (/^\s*when\s*=\s*("|')/.test(before)) return true;
  return state.sliceDoc(0, lineStart).split(/'''|"""/).length % 2 === 0;
}

/** The table that a line stands in: the name in the last brackets above it. */
function tableAt(state: EditorState, number: number): string {
  for (let above = number - 1; above >= 1; above -= 1) {
    const header = /^\s*\[\[?\s*([\w.]+)\s*\]/.exec(state.doc.line(above).text);
    if (header) return header[1] ?? "";
  }
  return "";
}
