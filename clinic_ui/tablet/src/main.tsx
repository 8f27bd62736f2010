import "./tablet.css";
import { render, type ComponentType } from "preact";
import { App, type Lazy } from "./app.tsx";
import type { State } from "./state.ts";
import { Store } from "./store.ts";
import { Tablet } from "./tablet.ts";
import { guardTaps } from "./taps.ts";
import { languageOf } from "./view.ts";
import { openVoice } from "./voice.ts";

const place = document.getElementById("screen")!;
let Enrol: ComponentType<object> | null = null;
let InCall: Lazy["InCall"] = null;
let Face: Lazy["Face"] = null;
let loading = false;

function codeOf(hash: string): string {
  return /^#code=([0-9A-Za-z-]{8,16})$/.exec(hash)?.[1] ?? "";
}

/** Load the part a state needs and draw again once it is there. */
function fetchParts(state: State): void {
  if ((state.phase === "enrol" || state.phase === "revoked") && !Enrol) {
    Enrol = () => null;
    void import("./enrol.tsx").then((part) => {
      const code = codeOf(location.hash);
      history.replaceState(null, "", location.pathname); // a code is not to be left lying about
      const done = (...found: Parameters<Tablet["enrolled"]>) => void tablet.enrolled(...found);
      Enrol = () =>
        tablet.state.phase === "revoked" ? (
          <part.Revoked />
        ) : (
          <part.Enrol {...{ store, code, done, version: __VERSION__ }} />
        );
      show(tablet.state);
    });
  }
  if ((state.call || state.home?.ringing) && !InCall && !loading) {
    loading = true;
    void import("./call/InCall.tsx")
      .then((part) => {
        ({ InCall, Face } = part);
        show(tablet.state);
      })
      .finally(() => {
        loading = false; // a lost line: the next look tries again
      });
  }
}

const callProps: Lazy["callProps"] = (ring, auto) => ({
  ring,
  auto,
  language: languageOf(tablet.state),
  sign: (method, path, body) =>
    tablet.link!.fetch(method, path, body === undefined ? null : JSON.stringify(body)),
  connectCall: (token) => import("./live.ts").then((part) => part.connectCall(token)),
  onEnd: () => tablet.take({ is: "call_over" }),
  help: () => tablet.tap("help"),
});

function show(state: State): void {
  document.documentElement.lang = languageOf(state);
  fetchParts(state);
  const lazy: Lazy = { Enrol, InCall, Face, callProps };
  render(<App state={state} tap={(act) => tablet.tap(act)} lazy={lazy} />, place);
}

const store = await Store.open();
const tablet = new Tablet(store, openVoice(), show);
guardTaps(document, (target) => {
  if (!target.closest("[data-act=ok], [data-act=help]")) tablet.tap("touch");
});
addEventListener("online", () => tablet.wake());
addEventListener("offline", () => tablet.take({ is: "line", up: false }));
await tablet.open();
// Everything above works without what follows.
void import("./later.ts").then((part) => part.start(tablet));
