/** What somebody would post, and what is known about it. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

import type { Tryout } from "./tryout";

interface Props {
  tryout: Tryout;
  onChange: (changed: Partial<Tryout>) => void;
  /** Does not wait for a pause. */
  onNow: () => void;
  children: ComponentChildren;
}

const EXAMPLES = [
  "What a lovely garden, thank you for the pictures!",
  "You clueless clown, nobody asked you",
  "y o u   c l u e l e s s   c l 0 w n",
  "Cheap watches, 90 % off today only: watches.example",
];

const MORE: ["author" | "community" | "target" | "surface", string][] = [
  ["author", "Author"],
  ["community", "Community"],
  ["target", "Addressed to"],
  ["surface", "Surface"],
];

export function Fields({ tryout, onChange, onNow, children }: Props) {
  const [open, setOpen] = useState(false);
  const given = MORE.some(([name]) => tryout[name] !== "");
  return (
    <form
      class="card fields"
      onSubmit={(event) => {
        event.preventDefault();
        onNow();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        onNow();
      }}
    >
      <label class="field">
        <span>Text</span>
        <textarea
          dir="auto"
          value={tryout.text}
          onInput={(event) => onChange({ text: event.currentTarget.value })}
          aria-describedby="playground-hint"
        />
      </label>
      <p id="playground-hint">
        <small>
          Answers follow when you pause, or at once with <kbd>Ctrl</kbd> <kbd>Enter</kbd>. Nothing is recorded.
        </small>
      </p>
      <p class="row examples">
        <small>For example:</small>
        {EXAMPLES.map((text) => (
          <button key={text} type="button" class="plain" onClick={() => onChange({ text })}>
            {text}
          </button>
        ))}
      </p>
      <details open={open || given} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>Who wrote it, and where</summary>
        <div class="more">
          {MORE.map(([name, title]) => (
            <label key={name} class="field">
              <span>{title}</span>
              <input
                dir="auto"
                autoComplete="off"
                value={tryout[name]}
                onInput={(event) => onChange({ [name]: event.currentTarget.value })}
              />
            </label>
          ))}
        </div>
      </details>
      {children}
    </form>
  );
}
