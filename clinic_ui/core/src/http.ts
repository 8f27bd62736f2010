/** One way to ask the hub; every refusal arrives as one shape, in both languages. */

import type { Bilingual } from "./shapes.ts";

/** The hub said no: a stable code and one sentence for people. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: string;
  readonly status: number;
  readonly sentence: Bilingual;
  readonly fields: Readonly<Record<string, Bilingual>>;

  constructor(status: number, body: unknown) {
    const said = isRecord(body) ? body : {};
    const code = text(said["error"]) ?? `http_${status}`;
    super(code);
    this.code = code;
    this.status = status;
    this.sentence = {
      ko: text(said["message_ko"]) ?? text(said["message"]) ?? "",
      en: text(said["message"]) ?? "",
    };
    this.fields = fieldsOf(said["fields"]);
  }
}

/** No answer at all: the network or the hub is away. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

export interface Asking {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** A value sent as JSON, or a file sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export type Ask = <T>(asking: Asking) => Promise<T>;

const SAFE = new Set(["GET"]);

/** `csrf` answers the token of the session; `refused` hears every refusal before it is thrown. */
export function asker(csrf: () => string, refused: (refusal: Refusal) => void): Ask {
  return async <T>(asking: Asking): Promise<T> => {
    const answer = await reach(asking, csrf());
    const body: unknown = await bodyOf(answer);
    if (answer.ok) return body as T;
    const refusal = new Refusal(answer.status, body);
    refused(refusal);
    throw refusal;
  };
}

async function reach({ method, path, body, headers, signal }: Asking, token: string) {
  const raw = body instanceof Blob;
  try {
    return await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
        ...(SAFE.has(method) ? {} : { "x-csrf": token }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable("the hub does not answer", { cause: error });
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  if (answer.status === 204) return null;
  const type = answer.headers.get("content-type") ?? "";
  return type.includes("json") ? answer.json().catch(() => null) : answer.text();
}

function fieldsOf(value: unknown): Readonly<Record<string, Bilingual>> {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).map(([name, said]) => [name, bilingual(said)] as const);
  return Object.fromEntries(entries);
}

function bilingual(said: unknown): Bilingual {
  if (isRecord(said)) return { ko: text(said["ko"]) ?? "", en: text(said["en"]) ?? "" };
  const sentence = text(said) ?? "";
  return { ko: sentence, en: sentence };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}
