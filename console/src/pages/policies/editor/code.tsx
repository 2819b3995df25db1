/** A policy to read or to write, with what differs from another text where that is wanted. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { StreamLanguage, bracketMatching } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { lintKeymap, linter, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "preact/hooks";

import { type Mistake, diagnostics } from "./check";
import { completing } from "./complete";
import { look } from "./look";

interface Props {
  /** Read aloud. */
  label: string;
  /** What stands in it at first; from then on the editor knows better, as people type faster than pages are drawn. */
  value: string;
  /** Another number puts `value` in the place of what was written. */
  renewed?: number | undefined;
  /** Without it nothing can be written. */
  onChange?: ((value: string) => void) | undefined;
  mistake?: Mistake | undefined;
  /** Shows what differs from this. */
  original?: string | undefined;
  /** Labels that were taught, to be offered beside the others. */
  taught?: string[] | undefined;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

export function Code({ label, value, renewed = 0, onChange, mistake, original, taught = [] }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const changes = useRef(new Compartment());
  const words = useRef(new Compartment());
  const written = useRef(onChange);
  written.current = onChange;
  const mayWrite = onChange !== undefined;

  useEffect(() => {
    const editor = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: value,
        extensions: [
          nonce ? EditorView.cspNonce.of(nonce) : [],
          lineNumbers(),
          history(),
          drawSelection(),
          highlightActiveLine(),
          bracketMatching(),
          closeBrackets(),
          EditorView.lineWrapping,
          StreamLanguage.define(toml),
          look,
          // Tab moves on to the next field, as everywhere on a page.
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          linter(null),
          EditorState.readOnly.of(!mayWrite),
          EditorView.contentAttributes.of({
            "aria-label": label,
            tabindex: "0",
            ...(mayWrite ? {} : { "aria-readonly": "true" }),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) written.current?.(update.state.doc.toString());
          }),
          changes.current.of([]),
          words.current.of([]),
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, [label, mayWrite]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value } });
  }, [renewed]);

  const offered = taught.join(" ");
  useEffect(() => {
    const source = completing(offered === "" ? [] : offered.split(" "));
    const extension = mayWrite ? autocompletion({ override: [source], icons: false }) : [];
    view.current?.dispatch({ effects: words.current.reconfigure(extension) });
  }, [offered, label, mayWrite]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, mistake ? diagnostics(editor.state.doc, mistake) : []));
  }, [mistake, label, mayWrite]);

  useEffect(() => {
    let wanted = true;
    void difference(original).then((extension) => {
      if (wanted) view.current?.dispatch({ effects: changes.current.reconfigure(extension) });
    });
    return () => void (wanted = false);
  }, [original, label, mayWrite]);

  return <div class="code" ref={place} />;
}

/** Comparing is loaded once somebody compares. */
async function difference(original: string | undefined): Promise<Extension> {
  if (original === undefined) return [];
  const { unifiedMergeView } = await import("@codemirror/merge");
  return unifiedMergeView({
    original,
    mergeControls: false,
    syntaxHighlightDeletions: false,
    collapseUnchanged: { margin: 3, minSize: 6 },
  });
}
