/**
 * What a phone keeps of visits, sealed: nothing can be read without the lock number.
 *
 * One data key seals every record (AES-GCM, the record's name is authenticated with it). It is
 * stored only wrapped: by a key made from the lock number (PBKDF2), and that again by a key of
 * this browser that cannot be exported. Unlocked, it lives in memory and cannot be exported.
 */

/** OWASP Password Storage Cheat Sheet (2023): PBKDF2-HMAC-SHA256. */
const ROUNDS = 600_000;
const NAME = "telecare-visits";
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;

/** What stands there unsealed: it names nobody and opens nothing by itself. */
interface Facts {
  salt: Uint8Array<ArrayBuffer>;
  wrapped: Sealed;
  device: CryptoKey;
  /** Who took the visits along; only they may send. */
  author: string;
  /** When what was taken along is deleted. */
  until: number;
  wrong: number;
  notBefore: number;
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

export class WrongPin extends Error {
  override readonly name = "WrongPin";
  /** How long to wait before the next try, in milliseconds; 0: not at all. */
  readonly wait: number;
  constructor(wait: number) {
    super("not the lock number");
    this.wait = wait;
  }
}

export class Safe {
  readonly #db: IDBDatabase;
  #key: CryptoKey | null = null;

  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  static open(): Promise<Safe> {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("facts");
      asked.result.createObjectStore("sealed");
    };
    return answer(asked).then((db) => new Safe(db));
  }

  get unlocked(): boolean {
    return this.#key !== null;
  }

  /** Whether somebody has made a lock number here. */
  async made(): Promise<boolean> {
    return (await this.fact("wrapped")) !== undefined;
  }

  /** Make the lock number; the safe is open afterwards. */
  async make(pin: string, author: string): Promise<void> {
    const salt = random(16);
    const device = await crypto.subtle.generateKey(AES, false, ["encrypt", "decrypt"]);
    const key = await crypto.subtle.generateKey(AES, true, ["encrypt", "decrypt"]);
    const raw = await crypto.subtle.exportKey("raw", key);
    const inner = await seal(await fromPin(pin, salt), "key", raw);
    const wrapped = await seal(device, "key", join(inner));
    await this.#write("facts", (facts) => {
      for (const [name, value] of Object.entries({ salt, wrapped, device, author, wrong: 0 })) {
        facts.put(value, name);
      }
    });
    this.#key = await imported(raw);
  }

  /** @throws WrongPin - not the number, or it is too early for another try. */
  async unlock(pin: string, now: number): Promise<void> {
    const [salt, wrapped, device] = await Promise.all([
      this.fact("salt"),
      this.fact("wrapped"),
      this.fact("device"),
    ]);
    const wait = ((await this.fact("notBefore")) ?? 0) - now;
    if (wait > 0) throw new WrongPin(Math.min(wait, LONGEST_WAIT_MS));
    if (!salt || !wrapped || !device) throw new WrongPin(0);
    try {
      const inner = parted(await open(device, "key", wrapped));
      this.#key = await imported(await open(await fromPin(pin, salt), "key", inner));
    } catch {
      throw new WrongPin(await this.#failed(now));
    }
    await this.setFact("wrong", 0);
  }

  lock(): void {
    this.#key = null;
  }

  async put(name: string, value: unknown): Promise<void> {
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await seal(this.#opened(), name, text);
    await this.#write("sealed", (store) => store.put(sealed, name));
  }

  async get<T>(name: string): Promise<T | null> {
    const store = this.#db.transaction("sealed").objectStore("sealed");
    const sealed = await answer<Sealed | undefined>(store.get(name));
    if (!sealed) return null;
    const text = new TextDecoder().decode(await open(this.#opened(), name, sealed));
    return JSON.parse(text) as T;
  }

  /** The names of what is kept under a prefix; they hold random numbers only. */
  async names(prefix: string): Promise<readonly string[]> {
    const store = this.#db.transaction("sealed").objectStore("sealed");
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    return (await answer(store.getAllKeys(range))).map(String);
  }

  drop(name: string): Promise<void> {
    return this.#write("sealed", (store) => store.delete(name));
  }

  fact<N extends keyof Facts>(name: N): Promise<Facts[N] | undefined> {
    return answer(this.#db.transaction("facts").objectStore("facts").get(name));
  }

  setFact<N extends keyof Facts>(name: N, value: Facts[N]): Promise<void> {
    return this.#write("facts", (facts) => facts.put(value, name));
  }

  async wipe(): Promise<void> {
    this.#key = null;
    await this.#write("sealed", (store) => store.clear());
    await this.#write("facts", (store) => store.clear());
  }

  #opened(): CryptoKey {
    if (!this.#key) throw new Error("the safe is locked");
    return this.#key;
  }

  /** Count a wrong number; answers how long to wait for the next try. */
  async #failed(now: number): Promise<number> {
    const wrong = ((await this.fact("wrong")) ?? 0) + 1;
    const over = wrong - FREE_TRIES;
    const wait = over < 0 ? 0 : Math.min(FIRST_WAIT_MS * 2 ** over, LONGEST_WAIT_MS);
    await this.setFact("wrong", wrong);
    await this.setFact("notBefore", now + wait);
    return wait;
  }

  #write(name: "facts" | "sealed", act: (store: IDBObjectStore) => void): Promise<void> {
    const work = this.#db.transaction(name, "readwrite", { durability: "strict" });
    return new Promise((done, fail) => {
      work.oncomplete = () => done();
      work.onerror = work.onabort = () => fail(work.error);
      act(work.objectStore(name));
    });
  }
}

const AES = { name: "AES-GCM", length: 256 };

function random(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

async function fromPin(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const text = new TextEncoder().encode(pin);
  const base = await crypto.subtle.importKey("raw", text, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

function imported(raw: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function seal(key: CryptoKey, name: string, data: BufferSource): Promise<Sealed> {
  const iv = random(12);
  const additionalData = new TextEncoder().encode(name);
  const how = { name: "AES-GCM", iv, additionalData };
  return { iv, data: await crypto.subtle.encrypt(how, key, data) };
}

function open(key: CryptoKey, name: string, { iv, data }: Sealed): Promise<ArrayBuffer> {
  const additionalData = new TextEncoder().encode(name);
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData }, key, data);
}

function join({ iv, data }: Sealed): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(iv.length + data.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(data), iv.length);
  return whole;
}

function parted(whole: ArrayBuffer): Sealed {
  return { iv: new Uint8Array(whole.slice(0, 12)), data: whole.slice(12) };
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
