/** The line to the hub: signed requests, and two lanes that empty the outbox. */

import { backOff, deliveryBody, MAX_BATCH, meaning, settle, type Answer } from "./outbox.ts";
import { signedHeaders, type Signing } from "./signing.ts";
import type { Kept, Lane, Store } from "./store.ts";

const OBSERVATIONS = "/device/v1/observations";
const PATIENCE = 15_000;
const URGENT_PATIENCE = 5000; // then help is tried again

export interface Heard {
  /** The hub's clock minus ours has moved. */
  offset(ms: number): void;
  /** An exchange came through, or did not. */
  line(up: boolean): void;
  revoked(): void;
}

export class Link {
  readonly #signing: Signing;
  readonly #heard: Heard;
  #offset: number;

  constructor(signing: Signing, offset: number, heard: Heard) {
    this.#signing = signing;
    this.#offset = offset;
    this.#heard = heard;
  }

  /** Send one signed request; a wrong clock is signed again with the hub's. */
  readonly fetch = async (
    method: string,
    path: string,
    body: string | null = null,
    patience = PATIENCE,
  ): Promise<Response> => {
    const once = async (): Promise<Response> => {
      const created = Math.floor((Date.now() + this.#offset) / 1000);
      const headers = await signedHeaders(this.#signing, { method, path, body, created });
      const signal = AbortSignal.timeout(patience);
      return fetch(path, { method, headers, body, signal, credentials: "omit" });
    };
    const first = await once();
    if (first.status !== 401) return first;
    const said = (await first
      .clone()
      .json()
      .catch(() => null)) as { error?: string; hub_time?: string } | null;
    if (said?.error !== "clock_off" || !said.hub_time) return first;
    this.hear(said.hub_time);
    return once();
  };

  /** Take a sample of the hub's clock. */
  hear(hubTime: string): void {
    const offset = Date.parse(hubTime) - Date.now();
    if (Number.isNaN(offset) || Math.abs(offset - this.#offset) < 500) return;
    this.#offset = offset;
    this.#heard.offset(offset);
  }

  async ask(
    method: string,
    path: string,
    body: string | null,
    patience: number,
  ): Promise<Answer> {
    let answer: Answer;
    try {
      const response = await this.fetch(method, path, body, patience);
      const said: unknown = await response.json().catch(() => null);
      answer = meaning(response.status, said, response.headers.get("retry-after"));
      if (answer.is === "good" && said === null) {
        answer = { is: "held", why: "unreadable", after: null };
      }
      this.#heard.line(response.status < 500 && said !== null);
    } catch {
      this.#heard.line(false);
      return { is: "held", why: "unreachable", after: null };
    }
    if (answer.is === "revoked") this.#heard.revoked();
    return answer;
  }

  get<T>(path: string): Promise<T | null> {
    return this.ask("GET", path, null, PATIENCE).then((answer) =>
      answer.is === "good" ? (answer.body as T) : null,
    );
  }

  /** Whether the hub took it. */
  post(path: string, body: object): Promise<boolean> {
    return this.ask("POST", path, JSON.stringify(body), PATIENCE).then(
      (answer) => answer.is === "good",
    );
  }

  deliver(items: readonly Kept[], urgent: boolean): Promise<Answer> {
    const body = deliveryBody(items, Date.now());
    return this.ask("POST", OBSERVATIONS, body, urgent ? URGENT_PATIENCE : PATIENCE);
  }
}

/** Empties one lane of the outbox, oldest first, one request at a time, for ever. */
export class Sender {
  readonly #lane: Lane;
  readonly #link: Link;
  readonly #store: Store;
  readonly #gone: (items: readonly Kept[], sent: boolean) => void;
  #busy = false;
  #again = false;
  #failures = 0;
  #most = MAX_BATCH;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    lane: Lane,
    link: Link,
    store: Store,
    gone: (items: readonly Kept[], sent: boolean) => void,
  ) {
    this.#lane = lane;
    this.#link = link;
    this.#store = store;
    this.#gone = gone;
  }

  /** Something new waits, or the line may be back: try now. */
  wake(): void {
    clearTimeout(this.#timer);
    if (this.#busy) this.#again = true;
    else void this.#run();
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      do {
        this.#again = false;
        while (await this.#step());
      } while (this.#again);
    } catch {
      this.#later(null); // the disk failed us; what it holds is still there
    }
    this.#busy = false;
  }

  #later(after: number | null): void {
    this.#failures += 1;
    const wait = after ?? backOff(this.#failures, Math.random(), this.#lane === "help");
    this.#timer = setTimeout(() => this.wake(), wait);
  }

  /** Deliver one batch; false: there is nothing to do, or it must wait. */
  async #step(): Promise<boolean> {
    const items = await this.#store.waiting(this.#lane, this.#most);
    if (!items.length) return false;
    const answer = await this.#link.deliver(items, this.#lane === "help");
    if (answer.is === "revoked") return false;
    if (answer.is === "held") {
      this.#later(answer.after);
      return false;
    }
    this.#failures = 0;
    this.#most = MAX_BATCH;
    const next = settle(items, answer, Date.now());
    if (next.do === "fewer") this.#most = next.most;
    else if (next.do === "restamp") await this.#store.replace(next.item);
    else {
      await this.#store.drop(next.items);
      this.#gone(next.items, next.sent);
    }
    const body = answer.is === "good" ? (answer.body as { hub_time?: string }) : {};
    if (body.hub_time) this.#link.hear(body.hub_time);
    return true;
  }
}
