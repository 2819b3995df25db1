/** Authors: who needs a look, and how one of them stands. */

import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso";

import { authorPath } from "../../parts/paths";
import "./authors.css";
import { Bands } from "./bands";
import { One } from "./one";

export function Authors() {
  const { params } = useRoute();
  const author = params.author;
  return (
    <article class="page authors">
      <header>
        <h1 dir="auto">{author ?? "Authors"}</h1>
        <Find />
      </header>
      {author === undefined ? <Bands /> : <One key={author} author={author} />}
    </article>
  );
}

/** By the exact name: names are kept as digests, which have no order. */
function Find() {
  const { route } = useLocation();
  const [name, setName] = useState("");
  return (
    <form
      class="row"
      role="search"
      aria-label="Authors"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === "") return;
        route(authorPath(name));
        setName("");
      }}
    >
      <label class="row">
        <span>Exact name</span>
        <input dir="auto" autoComplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={name === ""}>
        Look up
      </button>
    </form>
  );
}
