/** A tablet on a Sunday morning in Bonghwa, and what the hub tells it. */

import type { HelpSeen, Prompt, Ringing, TabletHome, TabletRules } from "../src/shapes.ts";
import { NOTHING, type Command, type Event, type State } from "../src/state.ts";
import type { Kept, Said } from "../src/store.ts";
import { update } from "../src/update.ts";

export const NOW = Date.parse("2026-11-22T00:30:00Z"); // 09:30 in Seoul

export const RULES: TabletRules = {
  buttons: ["ok", "help", "doctor"],
  language: "ko",
  touch_counts: false,
  practice: false,
  night_from: "21:30",
  night_until: "06:00",
  auto_answer: false,
  dial_119: true,
};

export const HOME: TabletHome = {
  server_time: "2026-11-22T00:30:00Z",
  zone: "Asia/Seoul",
  name: "김순자",
  today: "2026-11-22",
  rules: RULES,
  check_ins: [
    {
      opens_at: "2026-11-21T22:00:00Z",
      closes_at: "2026-11-22T02:00:00Z",
      chimes_at: ["2026-11-22T01:00:00Z", "2026-11-22T01:15:00Z"],
      done_at: null,
    },
  ],
  last_check_in_at: null,
  next_visit: null,
  prompts: [],
  help: null,
  ringing: null,
  doctor_asked_at: null,
  reload_version: 1,
};

export const PROMPT: Prompt = {
  id: "p1",
  kind: "are_you_ok",
  asked_at: "2026-11-22T00:30:00Z",
  answer_by: null,
};

export const RING: Ringing = {
  consultation_id: "c1",
  caller: "정도윤",
  institution: { ko: "봉화군 보건소", en: "Bonghwa Health Centre" },
  purpose: "care",
  portrait: null,
  video: true,
  rung_at: "2026-11-22T00:30:00Z",
  rings_until: "2026-11-22T00:30:45Z",
  auto_answer: false,
  state: "ringing",
};

export function helpSeen(state: HelpSeen["state"], by: string | null = null): HelpSeen {
  const asked = "2026-11-22T00:30:05Z";
  return { state, asked_at: asked, unattended_since: by ? null : asked, by };
}

/** A tablet whose time is moved by hand; it remembers what it was told to do. */
export class Hand {
  state: State = { ...NOTHING, phase: "on", online: true, now: NOW };
  now = NOW;
  number = 0;
  readonly did: Command[] = [];

  constructor(home: Partial<TabletHome> = {}, rules: Partial<TabletRules> = {}) {
    this.hears({ ...home, rules: { ...RULES, ...rules } });
  }

  take(event: Event): this {
    const [state, commands] = update(this.state, event, this.now);
    this.state = state;
    this.did.push(...commands);
    return this;
  }

  hears(home: Partial<TabletHome>): this {
    const before = this.state.home ?? HOME;
    return this.take({ is: "home", home: { ...before, ...home }, askedAt: this.now });
  }

  taps(act: (Event & { is: "tapped" })["act"]): this {
    return this.take({ is: "tapped", act });
  }

  /** Let time pass, a second at a time. */
  after(seconds: number): this {
    for (let second = 0; second < seconds; second += 1) {
      this.now += 1000;
      this.take({ is: "tick" });
    }
    return this;
  }

  /** Everything commanded to be kept so far, numbered, as the store would. */
  kept(): (Kept & Said)[] {
    return this.did.flatMap((command) =>
      command.do === "keep"
        ? command.said.map((said, place) => ({ ...said, number: place + 1, line: "{}" }))
        : [],
    );
  }

  stores(): this {
    return this.take({ is: "kept", items: this.kept() });
  }

  delivers(): this {
    return this.take({ is: "gone", items: this.kept(), sent: true });
  }

  said(): string[] {
    return this.did.flatMap((command) => (command.do === "say" ? [command.clip] : []));
  }
}
