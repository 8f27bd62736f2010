/** The running tablet: feeds events to the reducer and does what it commands. */

import type { Language, TabletHome } from "./shapes.ts";
import { Link, Sender } from "./link.ts";
import { NOTHING, type Act, type Command, type Event, type State } from "./state.ts";
import type { Facts, Kept, Said, Store } from "./store.ts";
import { update } from "./update.ts";
import { languageOf, screenOf } from "./view.ts";
import type { Voice } from "./voice.ts";

const HOME = "/device/v1/tablet";
const SHOWN = `${HOME}/prompts-shown`;
const CALLS = `${HOME}/calls`;
const IDLE_MS = 30_000;
const EAGER_MS = 2000; // while somebody waits for help, or it rings
const AWAY_MS = 10_000;
const RING_EVERY_MS = 4000;
const AGAIN_MS = 2000;

export class Tablet {
  state: State = NOTHING;
  link: Link | null = null;
  readonly store: Store;
  readonly #voice: Voice;
  readonly #show: (state: State) => void;
  #help: Sender | null = null;
  #plain: Sender | null = null;
  #looking = false;
  #lookAgain = false;
  #looked = -Infinity;
  #rang = 0;
  #reloadVersion: number | null = null;

  constructor(store: Store, voice: Voice, show: (state: State) => void) {
    this.store = store;
    this.#voice = voice;
    this.#show = show;
  }

  get language(): Language {
    return languageOf(this.state);
  }

  /** Read what was kept and begin; without a device it is to be enrolled. */
  async open(): Promise<void> {
    const { store } = this;
    const [device, home, language, counting, chimed, revoked, sent, kept] = await Promise.all([
      store.get("device"),
      store.get("home"),
      store.get("language"),
      store.get("counting"),
      store.get("chimed"),
      store.get("revoked"),
      store.get("sent"),
      store.all(),
    ]);
    const offset = (await store.get("offset")) ?? 0;
    const again = location.hash.startsWith("#code="); // put up anew by another code
    const phase = device ? "on" : revoked && !again ? "revoked" : "enrol";
    if (device) await this.#connect(device, offset);
    const found = {
      phase,
      offset,
      zone: device?.zone ?? "Asia/Seoul",
      home: home ?? null,
      language: language ?? null,
      chimedAt: chimed ?? 0,
      sent: sent ?? {},
    } as const;
    this.#reloadVersion = home?.reload_version ?? null;
    this.take({ is: "kept", items: kept });
    this.take({ is: "opened", found, countingAt: counting ?? null });
    this.#beat();
  }

  /** A code was redeemed: begin as that device. */
  async enrolled(device: Facts["device"], offset: number): Promise<void> {
    await this.#connect(device, offset);
    this.take({ is: "offset", ms: offset });
    this.take({ is: "enrolled", zone: device.zone });
  }

  tap(act: Act): void {
    this.take({ is: "tapped", act });
  }

  take(event: Event): void {
    const before = this.state;
    const [next, commands] = update(before, event, Date.now());
    this.state = next;
    for (const command of commands) this.#do(command);
    this.#show(next);
  }

  async keep(said: readonly Said[]): Promise<void> {
    try {
      const items = await this.store.keep(said);
      this.take({ is: "kept", items });
    } catch {
      setTimeout(() => void this.keep(said), AGAIN_MS); // the disk may come back
      return;
    }
    (said.some((one) => one.lane === "help") ? this.#help : this.#plain)?.wake();
  }

  /** Ask the hub for everything anew; one question at a time, the last one is never lost. */
  async look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    const askedAt = Date.now();
    this.#looked = performance.now();
    const home = await this.link?.get<TabletHome>(HOME);
    this.#looking = false;
    if (home) {
      this.link?.hear(home.server_time);
      this.take({ is: "home", home, askedAt });
      await this.store.set("home", home).catch(() => undefined); // before it may be loaded anew
      this.#reload(home.reload_version);
    }
    if (this.#lookAgain) {
      this.#lookAgain = false;
      await this.look();
    }
  }

  /** The line may be back: try everything now. */
  wake(): void {
    this.#help?.wake();
    this.#plain?.wake();
    void this.look();
  }

  async #connect(device: Facts["device"], offset: number): Promise<void> {
    const keys = await this.store.get("keys");
    if (!keys) throw new Error("a device without its key");
    const signing = { deviceId: device.deviceId, key: keys.privateKey };
    const link = new Link(signing, offset, {
      offset: (ms) => {
        this.take({ is: "offset", ms });
        void this.store.set("offset", ms);
      },
      line: (up) => this.#line(up),
      revoked: () => this.take({ is: "revoked" }),
    });
    const gone = (items: readonly Kept[], sent: boolean): void => this.#gone(items, sent);
    this.link = link;
    this.#help = new Sender("help", link, this.store, gone);
    this.#plain = new Sender("plain", link, this.store, gone);
    this.wake();
  }

  #line(up: boolean): void {
    if (this.state.online === up) return;
    const wasAway = this.state.online === false;
    this.take({ is: "line", up });
    if (up && wasAway) this.wake();
  }

  #gone(items: readonly Kept[], sent: boolean): void {
    this.take({ is: "gone", items, sent });
    void this.store.set("sent", this.state.sent);
  }

  #do(command: Command): void {
    switch (command.do) {
      case "keep":
        return void this.keep(command.said);
      case "counting":
        return void (command.at === null
          ? this.store.forget("counting")
          : this.store.set("counting", command.at));
      case "language":
        return void this.store.set("language", command.language);
      case "chimed":
        return void this.store.set("chimed", command.at);
      case "say":
        return this.#voice.say(this.language, command.clip, command.words);
      case "chime":
        return this.#voice.chime();
      case "look":
        return void this.look();
      case "shown":
        return void this.#shown(command.id);
      case "decline":
        return void this.#decline(command.id);
      case "wipe":
        this.link = this.#help = this.#plain = null;
        return void this.store.wipe();
    }
  }

  async #shown(id: string): Promise<void> {
    const screen = screenOf(this.state);
    if (screen.kind !== "prompt" || screen.prompt.id !== id) return;
    if (await this.link?.post(SHOWN, { prompt_id: id })) return;
    setTimeout(() => void this.#shown(id), AGAIN_MS);
  }

  async #decline(id: string): Promise<void> {
    await this.link?.post(CALLS, { consultation_id: id, act: "decline" });
    await this.look();
  }

  /** Load the app anew when the hub says so and nobody is in the middle of anything. */
  #reload(version: number): void {
    const before = this.#reloadVersion;
    if (before !== null && version !== before && screenOf(this.state).kind !== "home") return;
    this.#reloadVersion = version;
    if (before !== null && version !== before) location.reload();
  }

  /** Time passes: at every quarter of a second while counting, else at every second. */
  #beat(): void {
    const screen = screenOf(this.state);
    const step = screen.kind === "counting" ? 250 : 1000;
    setTimeout(() => this.#beat(), step - (Date.now() % step));
    this.take({ is: "tick" });
    if (screen.kind === "ringing" && performance.now() - this.#rang > RING_EVERY_MS) {
      this.#rang = performance.now();
      this.#voice.chime();
    }
    const eager = screen.kind === "help" || screen.kind === "ringing" || this.state.call;
    const every = eager ? EAGER_MS : this.state.online === false ? AWAY_MS : IDLE_MS;
    if (this.link && performance.now() - this.#looked >= every) void this.look();
  }
}
