/** One picture at a time, kept from the ringing screen to the call and then forgotten. */

import type { CallProps } from "../seam.ts";

const FORGET_MS = 3000; // between the ringing screen and the call nobody shows it

/** The hub's picture as an address of this page; null: there is none, or it did not come. */
export async function pictureOf(path: string, sign: CallProps["sign"]): Promise<string | null> {
  const answer = await sign("GET", path).catch(() => null);
  if (!answer?.ok) return null;
  const picture = await answer.blob().catch(() => null);
  return picture?.type.startsWith("image/") ? URL.createObjectURL(picture) : null;
}

export class Held {
  #path: string | null = null;
  #address: Promise<string | null> = Promise.resolve(null);
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The address of the picture at `path`; who takes it gives it back. */
  take(path: string, load: () => Promise<string | null>): Promise<string | null> {
    clearTimeout(this.#timer);
    this.#users += 1;
    if (this.#path !== path) {
      this.#forget();
      this.#path = path;
      this.#address = load();
    }
    return this.#address;
  }

  give(): void {
    this.#users -= 1;
    if (this.#users === 0) this.#timer = setTimeout(() => this.#forget(), FORGET_MS);
  }

  #forget(): void {
    this.#path = null;
    void this.#address.then((address) => address && URL.revokeObjectURL(address));
    this.#address = Promise.resolve(null);
  }
}
