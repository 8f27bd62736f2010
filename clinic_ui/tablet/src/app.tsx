/** The screen is a function of the state. */

import type { ComponentType, VNode } from "preact";
import type { Act, State } from "./state.ts";
import { isNight } from "./times.ts";
import { languageOf, screenOf, type Screen } from "./view.ts";
import { T } from "./words.ts";
import { Counting, HelpScreen } from "./screens/help.tsx";
import { Home, Pressed } from "./screens/home.tsx";
import { PromptScreen, RingingScreen } from "./screens/asked.tsx";
import type { CallProps } from "./seam.ts";

export interface Lazy {
  readonly Enrol: ComponentType<object> | null;
  readonly InCall: ComponentType<CallProps> | null;
  readonly Face: ComponentType<CallProps> | null;
  readonly callProps: (ring: CallProps["ring"], auto: boolean) => CallProps;
}

export interface AppProps {
  readonly state: State;
  readonly tap: (act: Act) => void;
  readonly lazy: Lazy;
}

export function App({ state, tap, lazy }: AppProps): VNode {
  const screen = screenOf(state);
  const { rules } = state.home ?? {};
  const at = state.now + state.offset;
  const night = rules && isNight(state.zone, at, rules.night_from, rules.night_until);
  const practice = rules?.practice && screen.kind !== "call";
  const { call } = state;
  const InCall = lazy.InCall;
  const t = T[languageOf(state)];
  return (
    <div
      class={`app${night ? " night" : ""}${practice ? " practice" : ""}`}
      data-screen={screen.key}
    >
      {practice && <aside class="practice-word">{t.practice}</aside>}
      {call && InCall && <InCall {...lazy.callProps(call.ring, call.auto)} />}
      {screen.kind !== "call" && shown(screen, state, tap, lazy)}
      {call && !InCall && screen.kind === "call" && <Words text={t.starting} />}
    </div>
  );
}

function shown(screen: Screen, state: State, tap: (act: Act) => void, lazy: Lazy): VNode {
  const t = T[languageOf(state)];
  switch (screen.kind) {
    case "home":
      return <Home state={state} tap={tap} />;
    case "pressed":
      return <Pressed screen={screen} state={state} />;
    case "counting":
      return <Counting left={screen.left} state={state} tap={tap} />;
    case "help":
      return <HelpScreen help={screen.help} state={state} tap={tap} />;
    case "prompt":
      return <PromptScreen prompt={screen.prompt} state={state} tap={tap} />;
    case "ringing":
      return (
        <RingingScreen {...{ ring: screen.ring, face: face(screen.ring, lazy), state, tap }} />
      );
    case "enrol":
    case "revoked":
      return lazy.Enrol ? <lazy.Enrol /> : <Words text={t.starting} />;
    case "opening":
    case "call":
      return <Words text={t.starting} />;
  }
}

function face(ring: CallProps["ring"], { Face, callProps }: Lazy): VNode | null {
  return Face && <Face {...callProps(ring, false)} />;
}

function Words({ text }: { readonly text: string }): VNode {
  return (
    <main class="middle">
      <h1>{text}</h1>
    </main>
  );
}
