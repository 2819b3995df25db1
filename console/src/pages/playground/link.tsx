/** A way to the playground with a text that stands elsewhere. */

import { useEffect, useState } from "preact/hooks";

import { type Tryout, linkTo } from "./tryout";

export function TryLink({ text, author, community, target }: Partial<Pick<Tryout, "text" | "author" | "community" | "target">>) {
  const [link, setLink] = useState("/console/playground");
  useEffect(() => {
    const given = Object.entries({ text, author, community, target }).filter(([, value]) => value);
    void linkTo(Object.fromEntries(given)).then(setLink);
  }, [text, author, community, target]);
  return (
    <a class="button" href={link}>
      Try in the playground
    </a>
  );
}
