/** What stands around an item: what it answers, who wrote it, and what else they wrote. */

import { useQuery } from "@tanstack/preact-query";

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { authorPath } from "../../parts/paths";
import { Standing } from "../../parts/standing";
import { ago } from "../../parts/words";
import { type Decision, fetchContent, fetchRecent, fetchStanding } from "./api";

interface Props {
  decision: Decision;
  /** How the author stood when it was decided. */
  then: Schemas["Standing"] | null;
  veiled: boolean;
}

export function Context({ decision, then, veiled }: Props) {
  return (
    <div class="context">
      {decision.parent === null ? null : <Parent content={decision.parent} veiled={veiled} />}
      {decision.author === null ? (
        <div class="card">
          <h2>Author</h2>
          <p>Nobody was named.</p>
        </div>
      ) : (
        <Author author={decision.author} decision={decision.decision_id} then={then} veiled={veiled} />
      )}
    </div>
  );
}

function Parent({ content, veiled }: { content: string; veiled: boolean }) {
  const parent = useQuery({ queryKey: ["content", content], queryFn: () => fetchContent(content) });
  return (
    <div class="card">
      <h2>Answers</h2>
      {parent.data?.text ? (
        <p class={veiled ? "veiled" : undefined}>
          <small>{parent.data.author ?? "nobody named"}</small>
          <br />
          <span class="text small" dir="auto">
            {parent.data.text}
          </span>
        </p>
      ) : (
        <p>
          <code>{content}</code>, of which nothing is kept here
        </p>
      )}
    </div>
  );
}

interface AuthorProps {
  author: string;
  decision: string;
  then: Schemas["Standing"] | null;
  veiled: boolean;
}

function Author({ author, decision, then, veiled }: AuthorProps) {
  const standing = useQuery({ queryKey: ["standing", author], queryFn: () => fetchStanding(author), retry: false });
  const recent = useQuery({ queryKey: ["recent", author], queryFn: () => fetchRecent(author) });
  const now = standing.data ?? then;
  const others = (recent.data ?? []).filter((other) => other.decision_id !== decision);
  return (
    <div class="card">
      <h2>
        <a href={authorPath(author)}>{author}</a>
      </h2>
      {now ? <Standing standing={now} /> : null}
      {others.length > 0 ? (
        <>
          <h3>Lately</h3>
          <ul class={veiled ? "recent veiled" : "recent"}>
            {others.map((other) => (
              <li key={other.decision_id}>
                <Badge of={other.changed_to ?? other.action} />{" "}
                <span class="text small" dir="auto">
                  {other.text ?? "not kept"}
                </span>{" "}
                <small>{ago(other.at_ms)}</small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
