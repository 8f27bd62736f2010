/** What the tablet keeps through reload, power cut and kill: IndexedDB, written durably. */

import type { Language, TabletHome } from "./shapes.ts";

export type Lane = "help" | "plain";

/** One numbered observation; `line` is its JSON as it is sent, and never changes. */
export interface Kept {
  readonly number: number;
  readonly lane: Lane;
  readonly kind: string;
  /** The device's own clock. */
  readonly at: number;
  readonly line: string;
}

/** What an observation says besides its number. */
export interface Said {
  readonly lane: Lane;
  readonly kind: string;
  readonly at: number;
  readonly value?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Single values, by name. */
export interface Facts {
  keys: CryptoKeyPair;
  device: { readonly deviceId: string; readonly zone: string };
  next: number;
  home: TabletHome;
  /** Hub's clock minus ours, in milliseconds. */
  offset: number;
  /** Chosen by the resident, while the plan's language was `instead`. */
  language: { readonly chosen: Language; readonly instead: Language };
  /** Device's clock of the newest the hub has acknowledged, by kind. */
  sent: Readonly<Record<string, number>>;
  /** Device's clock at which a help countdown began that is neither sent nor cancelled. */
  counting: number;
  chimed: number;
  revoked: boolean;
}

const NAME = "telecare-tablet";
const LANE = "lane";

export function lineOf(number: number, said: Said): string {
  const { kind, at, value, data } = said;
  return JSON.stringify({
    number,
    kind,
    taken_at: new Date(at).toISOString(),
    ...(value === undefined ? {} : { value }),
    ...(data === undefined ? {} : { data }),
  });
}

export class Store {
  readonly #db: IDBDatabase;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static open(): Promise<Store> {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("facts");
      const outbox = asked.result.createObjectStore("outbox", { keyPath: "number" });
      outbox.createIndex(LANE, ["lane", "number"]);
    };
    return answer(asked).then((db) => new Store(db));
  }

  get<N extends keyof Facts>(name: N): Promise<Facts[N] | undefined> {
    return answer(this.#db.transaction("facts").objectStore("facts").get(name));
  }

  set<N extends keyof Facts>(name: N, value: Facts[N]): Promise<void> {
    return this.#write((facts) => facts.put(value, name));
  }

  forget(name: keyof Facts): Promise<void> {
    return this.#write((facts) => facts.delete(name));
  }

  /** Number and keep observations; resolved once they are on disk. */
  async keep(said: readonly Said[]): Promise<readonly Kept[]> {
    const kept: Kept[] = [];
    await this.#write((facts, outbox) => {
      const next: IDBRequest<number | undefined> = facts.get("next");
      next.onsuccess = () => {
        let number = next.result ?? 1;
        for (const one of said) {
          const { lane, kind, at } = one;
          const item = { number, lane, kind, at, line: lineOf(number, one) };
          kept.push(item);
          outbox.put(item);
          number += 1;
        }
        facts.put(number, "next");
      };
    });
    return kept;
  }

  /** The oldest that wait in a lane. */
  waiting(lane: Lane, most: number): Promise<readonly Kept[]> {
    const outbox = this.#db.transaction("outbox").objectStore("outbox");
    const range = IDBKeyRange.bound([lane, 0], [lane, Infinity]);
    return answer(outbox.index(LANE).getAll(range, most));
  }

  all(): Promise<readonly Kept[]> {
    return answer(this.#db.transaction("outbox").objectStore("outbox").getAll());
  }

  /** The hub has these, or will never take them. */
  drop(items: readonly Kept[]): Promise<void> {
    return this.#write((_, outbox) => {
      for (const item of items) outbox.delete(item.number);
    });
  }

  /** Say something that was refused for its stamp anew, under its own number. */
  replace(item: Kept): Promise<void> {
    return this.#write((_, outbox) => outbox.put(item));
  }

  /** Forget everything, the key too; only `revoked` stays. */
  wipe(): Promise<void> {
    return this.#write((facts, outbox) => {
      facts.clear();
      outbox.clear();
      facts.put(true, "revoked");
    });
  }

  #write(act: (facts: IDBObjectStore, outbox: IDBObjectStore) => void): Promise<void> {
    const both = ["facts", "outbox"];
    const work = this.#db.transaction(both, "readwrite", { durability: "strict" });
    return new Promise((done, fail) => {
      work.oncomplete = () => done();
      work.onerror = work.onabort = () => fail(work.error);
      act(work.objectStore("facts"), work.objectStore("outbox"));
    });
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
