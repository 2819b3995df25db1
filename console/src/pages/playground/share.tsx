/** A link to what is being tried. */

import { useState } from "preact/hooks";

import { announce } from "../../parts/announce";
import { Dialog } from "../../parts/dialog";
import { number } from "../../parts/words";
import { LONGEST_LINK, type Tryout, linkTo } from "./tryout";

export function Share({ tryout }: { tryout: Tryout }) {
  const [link, setLink] = useState<string>();
  const open = async () => setLink(new URL(await linkTo(tryout), location.href).href);
  const copy = async (link: string) => {
    try {
      await navigator.clipboard.writeText(link);
      announce({ text: "The link is copied." });
      setLink(undefined);
    } catch {
      announce({ text: "This browser does not let pages copy: select the link and copy it.", bad: true });
    }
  };
  return (
    <>
      <button type="button" onClick={() => void open()} disabled={tryout.text === ""}>
        Share
      </button>
      {link === undefined ? null : (
        <Dialog title="A link to this" onClose={() => setLink(undefined)}>
          <p>
            The text is in the link itself, behind the “#”: no server is told of it, but whoever has the link can read it, if they
            may sign in here.
          </p>
          {link.length > LONGEST_LINK ? (
            <p class="notice" role="alert">
              This link has {number(link.length)} characters. Many programs cut links after {number(LONGEST_LINK)}: shorten the text
              {tryout.under.policy !== undefined || tryout.beside?.policy !== undefined ? ", or save the policy first" : ""}.
            </p>
          ) : null}
          <label class="field">
            <span>Link</span>
            <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
          </label>
          <p class="row end">
            <button type="button" onClick={() => setLink(undefined)}>
              Close
            </button>
            <button type="button" class="primary" onClick={() => void copy(link)}>
              Copy
            </button>
          </p>
        </Dialog>
      )}
    </>
  );
}
