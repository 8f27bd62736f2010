import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal, Unreachable } from "../src/http.ts";
import { keepNote, SAVE_EVERY, type NotePort } from "../src/notekeeper.ts";

/** The hub's side: compare-and-set over versions. */
class Hub implements NotePort {
  readonly versions: string[] = [];
  away = false;
  answers = true;
  refusal: Refusal | null = null;

  async read() {
    if (this.away) throw new Unreachable("away");
    return {
      version: this.versions.length,
      text: this.versions.at(-1) ?? "",
      saved_at: "then",
    };
  }

  async save(text: string, after: number) {
    await Promise.resolve();
    if (this.away) throw new Unreachable("away");
    if (this.refusal) throw this.refusal;
    const again = this.versions.at(-1) === text && after >= this.versions.length - 1;
    if (!again) {
      if (after !== this.versions.length) throw new Refusal(409, { error: "overtaken" });
      this.versions.push(text);
    }
    if (!this.answers) throw new Unreachable("the answer was lost");
    return { version: this.versions.length, saved_at: "now" };
  }
}

const EMPTY = { version: 0, text: "", saved_at: null };

function opened(hub: Hub) {
  const keeper = keepNote(EMPTY, hub);
  return { keeper, close: keeper.open() };
}

describe("a note keeps itself", () => {
  let hub: Hub;
  beforeEach(() => {
    vi.useFakeTimers();
    hub = new Hub();
  });
  afterEach(() => void vi.useRealTimers());
  const beat = () => vi.advanceTimersByTimeAsync(SAVE_EVERY);

  it("saves what was typed within two seconds, once", async () => {
    const { keeper, close } = opened(hub);
    keeper.type("S)");
    keeper.type("S) 숨이 참");
    expect(keeper.note.get().keeping).toBe("waiting");
    await beat();
    expect(hub.versions).toEqual(["S) 숨이 참"]);
    expect(keeper.note.get()).toMatchObject({ keeping: "saved", version: 1, savedAt: "now" });
    await beat();
    expect(hub.versions).toHaveLength(1);
    close();
  });

  it("keeps what is typed while a save is under way", async () => {
    const { keeper, close } = opened(hub);
    keeper.type("one");
    const saving = keeper.flush();
    keeper.type("one two");
    expect(await saving).toBe(false);
    expect(keeper.note.get().keeping).toBe("waiting");
    await beat();
    expect(hub.versions).toEqual(["one", "one two"]);
    close();
  });

  it("tries again when the hub is away, and says so", async () => {
    const { keeper, close } = opened(hub);
    hub.away = true;
    keeper.type("one");
    await beat();
    expect(keeper.note.get().keeping).toBe("away");
    keeper.type("one two");
    hub.away = false;
    await beat();
    expect(hub.versions).toEqual(["one two"]);
    close();
  });

  it("sends a save again whose answer was lost, without a second version", async () => {
    const { keeper, close } = opened(hub);
    hub.answers = false;
    keeper.type("one");
    await beat();
    expect(keeper.note.get()).toMatchObject({ keeping: "away", version: 0 });
    hub.answers = true;
    await keeper.flush();
    expect(hub.versions).toEqual(["one"]);
    expect(keeper.note.get()).toMatchObject({ keeping: "saved", version: 1 });
    close();
  });

  it("overwrites nothing: mine becomes the version after theirs", async () => {
    const { keeper, close } = opened(hub);
    hub.versions.push("theirs");
    keeper.type("mine");
    await beat();
    expect(keeper.note.get()).toMatchObject({ keeping: "overtaken", text: "mine" });
    keeper.type("mine, and more");
    await beat();
    expect(hub.versions).toEqual(["theirs"]);
    await keeper.mine();
    await keeper.flush();
    expect(hub.versions).toEqual(["theirs", "mine, and more"]);
    close();
  });

  it("goes on with theirs when asked to", async () => {
    const { keeper, close } = opened(hub);
    hub.versions.push("theirs");
    keeper.type("mine");
    await beat();
    hub.away = true;
    await keeper.theirs();
    expect(keeper.note.get().keeping).toBe("overtaken");
    hub.away = false;
    await keeper.theirs();
    expect(keeper.note.get()).toMatchObject({ keeping: "saved", text: "theirs", version: 1 });
    close();
  });

  it("does not send again what the hub will not take, until it is changed", async () => {
    const { keeper, close } = opened(hub);
    hub.refusal = new Refusal(422, { error: "invalid" });
    keeper.type("too long");
    await beat();
    expect(keeper.note.get().keeping).toBe("refused");
    hub.refusal = null;
    await beat();
    expect(hub.versions).toEqual([]);
    keeper.type("short");
    await beat();
    expect(hub.versions).toEqual(["short"]);
    close();
  });

  it("saves what is left when it closes", async () => {
    const { keeper, close } = opened(hub);
    keeper.type("last words");
    close();
    await vi.advanceTimersByTimeAsync(0);
    expect(hub.versions).toEqual(["last words"]);
  });
});
