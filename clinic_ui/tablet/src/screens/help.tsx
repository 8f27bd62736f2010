/** Help: the countdown, and what has become of the call. Never more comfort than is true. */

import type { VNode } from "preact";
import { Button, Call119 } from "../parts.tsx";
import type { Act, State } from "../state.ts";
import { MINUTE, spokenTime } from "../times.ts";
import { HELP_CLIP, languageOf, WITH_119, type HelpView } from "../view.ts";
import { sentence, T } from "../words.ts";

interface Props {
  readonly state: State;
  readonly tap: (act: Act) => void;
}

export function Counting({ left, state, tap }: Props & { readonly left: number }): VNode {
  const t = T[languageOf(state)];
  return (
    <main class="split counting">
      <section>
        <h1>{t.counting}</h1>
        <p class="number" role="timer">
          {left}
        </p>
      </section>
      <Button look="main plain" name="cancel" onTap={() => tap("cancel")}>
        <strong>{t.cancel}</strong>
      </Button>
    </main>
  );
}

export function HelpScreen({ help, state, tap }: Props & { readonly help: HelpView }): VNode {
  const language = languageOf(state);
  const t = T[language];
  const practice = state.home?.rules.practice ?? false;
  const dials = (state.home?.rules.dial_119 ?? true) && !practice;
  const with119 = WITH_119.has(help.step);
  const claimed = help.step === "claimed" && help.by;
  return (
    <main class={`split helping ${help.step}`}>
      <section>
        <div role="status">
          <h1>{claimed ? t.claimed(help.by!) : sentence(language, HELP_CLIP[help.step])}</h1>
        </div>
        {below(help, state).map((line) => (
          <p class="below" key={line}>
            {line}
          </p>
        ))}
      </section>
      <div class="choices">
        {with119 && <Call119 label={t.call119} inert={dials ? null : t.inert119(!practice)} />}
        <div class="row">
          <Button look="other help" name="again" onTap={() => tap("again")}>
            {t.again}
          </Button>
          <Button look="other plain" name="aside" onTap={() => tap("aside")}>
            {state.call ? t.backToCall : t.aside}
          </Button>
        </div>
      </div>
    </main>
  );
}

function below(help: HelpView, state: State): readonly string[] {
  const language = languageOf(state);
  const t = T[language];
  const told =
    help.toldAt === null ? null : t.told(spokenTime(language, state.zone, help.toldAt));
  switch (help.step) {
    case "offline":
      return [t.notTold, t.keepTrying];
    case "cut":
      return [help.by ? t.wasClaimed(help.by) : told!, t.keepTrying];
    case "nobody":
    case "nobody_long": {
      const passed = state.now + state.offset - (help.toldAt ?? 0);
      return [t.minutes(Math.max(1, Math.floor(passed / MINUTE)))];
    }
    default:
      return told ? [told] : [];
  }
}
