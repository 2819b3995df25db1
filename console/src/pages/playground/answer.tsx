/** What a text came to. */

import type { Schemas } from "../../api/client";
import { Ids } from "../../parts/ids";
import { Reasons, Verdict } from "../../parts/reasons";
import { Scores } from "../../parts/scores";
import { Standing } from "../../parts/standing";
import { Text, found } from "../../parts/text";
import { Why } from "./why";

interface Props {
  text: string;
  tried: Schemas["Tried"];
  author: string;
  /** The model that was asked for. */
  model?: string | undefined;
}

export function Answer({ text, tried, author, model }: Props) {
  return (
    <div class="answer">
      <Verdict action={tried.decision.action} />
      <Reasons reasons={tried.decision.reasons} />
      {tried.truncated ? (
        <p class="notice">The text is so long that only samples of it were read.</p>
      ) : null}
      <Text text={text} spans={tried.spans.map(found)} />
      <Scores scores={tried.scores} thresholds={tried.thresholds} most={Infinity} />
      {tried.standing ? (
        <div>
          <h3>The author</h3>
          <Standing standing={tried.standing} />
        </div>
      ) : author ? (
        <p>Nothing is known of this author yet.</p>
      ) : null}
      <Why key={text} text={text} model={model} scores={tried.scores} />
      <details>
        <summary>What answered</summary>
        <Ids ids={tried.decision.ids} lane={tried.lane} />
      </details>
    </div>
  );
}
