/** Somebody asks: a question of the hub, or a call. One tap answers. */

import type { VNode } from "preact";
import { Button, Icon } from "../parts.tsx";
import type { Prompt, Ringing } from "../shapes.ts";
import type { Act, State } from "../state.ts";
import { languageOf } from "../view.ts";
import { sentence, T } from "../words.ts";

interface Props {
  readonly state: State;
  readonly tap: (act: Act) => void;
}

export function PromptScreen({
  prompt,
  state,
  tap,
}: Props & { readonly prompt: Prompt }): VNode {
  const language = languageOf(state);
  const t = T[language];
  const asks = prompt.kind === "are_you_ok";
  return (
    <main class="asking">
      <h1>{sentence(language, `prompt_${prompt.kind}`)}</h1>
      <div class={`buttons n${asks ? 2 : 1}`}>
        <Button look="main ok" name="prompt_ok" onTap={() => tap("prompt_ok")}>
          <Icon name="smile" />
          <strong>{asks ? t.fine : t.understood}</strong>
        </Button>
        {asks && (
          <Button look="main help" name="prompt_help" onTap={() => tap("prompt_help")}>
            <Icon name="bell" />
            <strong>{t.help[0]}</strong>
          </Button>
        )}
      </div>
    </main>
  );
}

export function RingingScreen({
  ring,
  face,
  state,
  tap,
}: Props & {
  readonly ring: Ringing;
  /** The caller's picture; null: that part is not here yet. */
  readonly face: VNode | null;
}): VNode {
  const language = languageOf(state);
  const t = T[language];
  const place = ring.institution[language];
  const care = ring.purpose === "care";
  return (
    <main class="ringing">
      {ring.auto_answer && (
        <p class="banner" role="status">
          {sentence(language, "auto_answer")}
        </p>
      )}
      <div class="portrait">{face ?? <Icon name="person" />}</div>
      <section>
        <h1>{t.caller(ring.caller, care)}</h1>
        <p class="below">{t.rings(place, ring.video, care)}</p>
        <Button look="main answer" name="answer" onTap={() => tap("answer")}>
          <strong>{t.answer}</strong>
        </Button>
        <Button look="other plain" name="decline" onTap={() => tap("decline")}>
          {t.notNow}
        </Button>
      </section>
    </main>
  );
}
