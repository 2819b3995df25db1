/** What stands around an item: what it answers, who wrote it, and what else they wrote. */

import { useQuery } from "@tanstack/preact-query";

import type { Schemas } from "../../api/client";
import { Badge } from "../../parts/badge";
import { authorPath } from "../../parts/paths";
import { Standing } from "../../parts/standing";
import { ago } from "../../parts/words";
import { type Decision, fetchAnswers, fetchContent, fetchRecent, fetchStanding } from "./api";

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
      {decision.parent === null ? null : (
        <Answers to={decision.parent} title="Others who answer it" but={decision.decision_id} veiled={veiled} />
      )}
      {decision.content === null ? null : (
        <Answers to={decision.content} title="Answered by" but={decision.decision_id} veiled={veiled} />
      )}
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

interface AnswersProps {
  to: string;
  title: string;
  /** The decision beside which they stand. */
  but: string;
  veiled: boolean;
}

/** What else is said in the thread; nothing where nobody says anything. */
function Answers({ to, title, but, veiled }: AnswersProps) {
  const answers = useQuery({ queryKey: ["answers", to], queryFn: () => fetchAnswers(to) });
  const others = (answers.data ?? []).filter((other) => other.decision_id !== but);
  if (others.length === 0) return null;
  return (
    <div class="card">
      <h2>{title}</h2>
      <Lines of={others} named veiled={veiled} />
    </div>
  );
}

interface LinesProps {
  of: Schemas["Listed"][];
  /** Whether to say who wrote each. */
  named?: boolean;
  veiled: boolean;
}

function Lines({ of, named = false, veiled }: LinesProps) {
  return (
    <ul class={veiled ? "recent veiled" : "recent"}>
      {of.map((other) => (
        <li key={other.decision_id}>
          <Badge of={other.changed_to ?? other.action} /> {named ? <small>{other.author ?? "nobody named"} </small> : null}
          <span class="text small" dir="auto">
            {other.text ?? "not kept"}
          </span>{" "}
          <small>{ago(other.at_ms)}</small>
        </li>
      ))}
    </ul>
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
          <Lines of={others} veiled={veiled} />
        </>
      ) : null}
    </div>
  );
}
