/** The first screen: the time, the next visit, up to three buttons, and what was sent. */

import type { VNode } from "preact";
import { Button, Icon } from "../parts.tsx";
import type { NextVisit, TabletButton } from "../shapes.ts";
import type { Act, State } from "../state.ts";
import { statusOf } from "../status.ts";
import { clockText, dateText, dayOf, daysAhead, spokenTime } from "../times.ts";
import { languageOf, type Screen } from "../view.ts";
import { sentence, T } from "../words.ts";

const ICONS = { ok: "smile", help: "bell", doctor: "camera" } as const;
const ORDER: readonly TabletButton[] = ["ok", "help", "doctor"];

export function Home(props: {
  readonly state: State;
  readonly tap: (act: Act) => void;
}): VNode {
  const { state, tap } = props;
  const language = languageOf(state);
  const t = T[language];
  const at = state.now + state.offset;
  const given = state.home?.rules.buttons ?? ["help"];
  const asked = doctorAsked(state);
  return (
    <main class="home">
      <header>
        <h1>
          <span class="date">{dateText(language, state.zone, at)}</span>
          <span class="clock">{clockText(language, state.zone, at)}</span>
        </h1>
        {state.home?.next_visit && <Visit visit={state.home.next_visit} state={state} />}
      </header>
      <div class={`buttons n${given.length}`}>
        {ORDER.filter((button) => given.includes(button)).map((button) => (
          <Button key={button} look={`main ${button}`} name={button} onTap={() => tap(button)}>
            <Icon name={ICONS[button]} />
            <strong>{t[button][0]}</strong>
            <span>{button === "doctor" && asked ? t.doctorAsked(asked) : t[button][1]}</span>
          </Button>
        ))}
      </div>
      <footer>
        <p class="status" role="status">
          {statusOf(state)}
        </p>
        <Button look="small" name="language" onTap={() => tap("language")}>
          <span lang={language === "ko" ? "en" : "ko"}>{t.otherLanguage}</span>
        </Button>
      </footer>
    </main>
  );
}

function doctorAsked(state: State): string | null {
  const at = state.home?.doctor_asked_at;
  return at ? spokenTime(languageOf(state), state.zone, Date.parse(at)) : null;
}

function Visit(props: { readonly visit: NextVisit; readonly state: State }): VNode {
  const { visit, state } = props;
  const language = languageOf(state);
  const at = Date.parse(visit.at);
  const ahead = daysAhead(state.zone, state.now + state.offset, at);
  const near = [T[language].today, T[language].tomorrow][ahead];
  const day = near ?? dateText(language, state.zone, at);
  return (
    <p class="visit" key={dayOf(state.zone, at)}>
      <span>
        {day} {spokenTime(language, state.zone, at)}
      </span>
      <span>
        {visit.who} · {visit.what}
      </span>
    </p>
  );
}

export function Pressed(props: {
  readonly screen: Extract<Screen, { kind: "pressed" }>;
  readonly state: State;
}): VNode {
  const { what, stage } = props.screen;
  const language = languageOf(props.state);
  const name =
    what === "ok" || what === "doctor"
      ? `${what}_${stage}`
      : { thanks: "thanks", cancelled: "help_cancelled", practice: "practice" }[what];
  return (
    <main class={`middle pressed ${what} ${stage}`}>
      {what !== "cancelled" && stage !== "kept" && <Icon name="tick" />}
      <div role="status">
        <h1>{sentence(language, name)}</h1>
      </div>
    </main>
  );
}
