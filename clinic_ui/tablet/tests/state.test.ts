import { describe, expect, it } from "vitest";
import { statusOf } from "../src/status.ts";
import { helpOf, screenOf } from "../src/view.ts";
import { Hand, helpSeen, HOME, NOW, PROMPT, RING, RULES } from "./given.ts";

const keyOf = (hand: Hand): string => screenOf(hand.state).key;

describe("the daily word", () => {
  it("is sent only once the hub has it", () => {
    const hand = new Hand().taps("ok");
    expect(keyOf(hand)).toBe("pressed-ok-sending");
    hand.stores();
    expect(keyOf(hand)).toBe("pressed-ok-sending");
    expect(statusOf(hand.state)).toBe("안부를 보내고 있어요");
    hand.delivers();
    expect(keyOf(hand)).toBe("pressed-ok-sent");
    expect(hand.said()).toEqual(["ok_sent"]);
    expect(keyOf(hand.after(5))).toBe("home");
    expect(statusOf(hand.state)).toBe("오늘 오전 9시 30분에 안부를 보냈어요");
  });

  it("waits truthfully without a line, also over a reload", () => {
    const hand = new Hand().take({ is: "line", up: false }).taps("ok").stores();
    expect(keyOf(hand)).toBe("pressed-ok-kept");
    hand.after(5);
    expect(statusOf(hand.state)).toBe("안부를 담아 두었어요. 연결되면 보낼게요");
    const again = new Hand().take({ is: "line", up: false });
    again.take({ is: "kept", items: hand.kept() });
    expect(statusOf(again.state)).toBe("안부를 담아 두었어요. 연결되면 보낼게요");
  });

  it("is asked for by a chime, only while nothing was pressed", () => {
    const chimed = (hand: Hand) => hand.did.filter((done) => done.do === "chime").length;
    const quiet = new Hand().after(30 * 60 + 5);
    expect(chimed(quiet)).toBe(1);
    const pressed = new Hand()
      .taps("ok")
      .stores()
      .after(30 * 60 + 5);
    expect(chimed(pressed)).toBe(0);
  });

  it("is any touch where that was agreed, once a minute, inside the window", () => {
    const kinds = (hand: Hand) => hand.kept().map((item) => item.kind);
    expect(kinds(new Hand().taps("touch"))).toEqual([]);
    const agreed = new Hand({}, { touch_counts: true }).taps("touch").taps("touch");
    expect(kinds(agreed)).toEqual(["activity"]);
    const late = { ...HOME.check_ins[0]!, closes_at: "2026-11-22T00:20:00Z" };
    expect(
      kinds(new Hand({ check_ins: [late] }, { touch_counts: true }).taps("touch")),
    ).toEqual([]);
  });
});

describe("a call", () => {
  const spoken = (rules: object, ring: object) =>
    screenOf(new Hand({ ringing: { ...RING, ...ring } }, rules).state).words;

  it("is announced with the caller's title", () => {
    expect(spoken({}, { purpose: "care" })).toBe("정도윤 선생님");
    expect(spoken({}, { purpose: "welfare" })).toBe("정도윤 님");
    expect(spoken({ language: "en" }, { purpose: "care" })).toBe("Dr 정도윤");
    expect(spoken({ language: "en" }, { purpose: "welfare" })).toBe("정도윤");
  });
});

describe("help", () => {
  it("counts down aloud and goes out by itself", () => {
    const hand = new Hand().taps("help");
    expect(hand.kept()).toEqual([]);
    hand.after(5);
    expect(hand.said().slice(0, 5)).toEqual([
      "count_5",
      "count_4",
      "count_3",
      "count_2",
      "count_1",
    ]);
    expect(hand.kept()).toMatchObject([{ lane: "help", kind: "sos", data: { repeat: 0 } }]);
    expect(keyOf(hand)).toBe("help-sending");
  });

  it("is cancelled by one tap, and nothing leaves", () => {
    const hand = new Hand().taps("help").after(4).taps("cancel").after(10);
    expect(hand.kept()).toEqual([]);
    expect(keyOf(hand)).toBe("home");
  });

  it("goes out when the power went during the countdown", () => {
    const hand = new Hand();
    hand.take({ is: "opened", found: { phase: "on" }, countingAt: NOW });
    expect(hand.kept()).toMatchObject([{ kind: "sos" }]);
  });

  it("goes out although the clock was set back while counting", () => {
    const hand = new Hand().taps("help");
    hand.now -= 24 * 3600_000;
    hand.take({ is: "tick" });
    expect(hand.kept()).toMatchObject([{ kind: "sos" }]);
  });

  it("says who looks after it, and when nobody does", () => {
    const hand = new Hand().taps("help").after(5).stores().delivers();
    expect(keyOf(hand)).toBe("help-sent");
    hand.hears({ help: helpSeen("waiting") });
    expect(keyOf(hand.after(30))).toBe("help-still");
    expect(keyOf(hand.after(30))).toBe("help-nobody");
    expect(keyOf(hand.after(120))).toBe("help-nobody_long");
    hand.hears({ help: helpSeen("claimed", "한지민") });
    expect(keyOf(hand)).toBe("help-claimed");
    hand.hears({ help: helpSeen("lapsed") });
    expect(keyOf(hand)).toBe("help-lapsed");
    expect(hand.said().slice(-6)).toEqual([
      "help_sent",
      "help_still",
      "help_nobody",
      "help_nobody",
      "help_claimed",
      "help_lapsed",
    ]);
    hand.now += 1000;
    expect(keyOf(hand.hears({ help: helpSeen("over") }))).toBe("home");
  });

  it("never claims anything without a line", () => {
    const away = new Hand().take({ is: "line", up: false }).taps("help").after(5).stores();
    expect(helpOf(away.state)).toMatchObject({ step: "offline", toldAt: null });
    const silent = new Hand().taps("help").after(5).stores();
    expect(keyOf(silent)).toBe("help-sending");
    expect(keyOf(silent.after(5))).toBe("help-offline"); // no answer is no line
    const cut = new Hand().taps("help").after(5).stores().delivers();
    expect(keyOf(cut.take({ is: "line", up: false }))).toBe("help-cut");
  });

  it("is pressed again at once, and put aside until the next step", () => {
    const hand = new Hand().taps("help").after(5).stores().delivers();
    hand.hears({ help: helpSeen("waiting") }).taps("aside");
    expect(keyOf(hand)).toBe("home");
    expect(statusOf(hand.state)).toBe("도와달라고 전했어요. 부르고 있어요.");
    hand.taps("help");
    expect(hand.kept().map((item) => item.data)).toEqual([{ repeat: 0 }, { repeat: 1 }]);
    hand.taps("aside").after(30);
    expect(keyOf(hand)).toBe("help-still");
  });

  it("does not leave a tablet that practises", () => {
    const hand = new Hand({}, { practice: true }).taps("ok").taps("doctor").after(6);
    hand.taps("help").after(6);
    expect(hand.kept()).toEqual([]);
    expect(keyOf(hand)).toBe("pressed-practice");
  });
});

describe("who asks", () => {
  it("is answered by one tap, and help in the answer is help", () => {
    const hand = new Hand({ prompts: [PROMPT] });
    expect(hand.did).toContainEqual({ do: "shown", id: "p1" });
    expect(keyOf(hand.taps("prompt_ok"))).toBe("pressed-thanks");
    const asking = new Hand({ prompts: [PROMPT] }).taps("prompt_help");
    expect(asking.kept()).toMatchObject([
      { lane: "help", kind: "prompt_answer", data: { prompt_id: "p1", answer: "help" } },
    ]);
    expect(keyOf(asking)).toBe("help-sending");
  });

  it("rings over everything but a countdown", () => {
    const hand = new Hand().taps("help").hears({ ringing: RING });
    expect(keyOf(hand)).toBe("count-5");
    expect(keyOf(hand.after(5))).toBe("ringing-c1");
    expect(keyOf(hand.taps("decline"))).toBe("help-sending");
    expect(hand.did).toContainEqual({ do: "decline", id: "c1" });
  });

  it("opens by itself after five seconds only where that was agreed", () => {
    const alone = new Hand({ ringing: { ...RING, auto_answer: true } }).after(4);
    expect(alone.state.call).toBeNull();
    expect(alone.after(1).state.call).toMatchObject({ auto: true });
    expect(new Hand({ ringing: RING }).after(20).state.call).toBeNull();
  });

  it("keeps help within reach of a call", () => {
    const hand = new Hand({ ringing: RING }).taps("answer");
    expect(keyOf(hand)).toBe("call");
    expect(keyOf(hand.taps("help"))).toBe("count-5");
    hand.after(5).stores().delivers();
    expect(keyOf(hand)).toBe("help-sent");
    expect(keyOf(hand.taps("aside"))).toBe("call");
    hand.now += 1000;
    expect(hand.hears({ ringing: null }).state.call).toBeNull();
  });
});

describe("the language", () => {
  it("is the resident's choice until the plan's moves", () => {
    const hand = new Hand().taps("language");
    expect(statusOf(hand.state)).toBe("Time to say hello. Please press “I am well”");
    hand.hears({ rules: { ...RULES, language: "en" } });
    hand.hears({ rules: { ...RULES, language: "en", buttons: ["help"] } });
    expect(statusOf(hand.state)).toBe("Connected to the care centre");
  });
});
