/** One way to ask the hub; every refusal arrives as one shape, in both languages. */

import type { paths } from "./api.ts";
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

type Method = "get" | "post" | "put" | "patch" | "delete";

/** The routes that answer a method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends { readonly [K in M]: { responses: unknown } }
    ? P
    : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = NonNullable<paths[P][M]>;
type Json<T> = T extends { content: { "application/json": infer Value } } ? Value : null;
type Named<O> = O extends { parameters: { path: infer Names extends object } }
  ? { readonly path: Names }
  : object;
type Sent<O> = O extends { requestBody: { content: { "application/json": infer Body } } }
  ? { readonly body: Body }
  : object;

export type AnswerOf<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { responses: { 200: infer Good } }
    ? Json<Good>
    : Operation<M, P> extends { responses: { 201: infer Made } }
      ? Json<Made>
      : never;

interface Extras {
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** A file sent as it is, where the route takes one. */
  readonly file?: Blob;
}

/** What goes with a question: the names in its path and its body, as the hub's document says. */
export type Said<M extends Method, P extends PathOf<M>> = Named<Operation<M, P>> &
  Sent<Operation<M, P>> &
  Extras;

/** Ask the hub; a route, a body or an answer that its document does not know does not compile. */
export type Ask = <M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  said: Said<M, P>,
) => Promise<AnswerOf<M, P>>;

/** `csrf` answers the token of the session; `refused` hears every refusal before it is thrown. */
export function asker(csrf: () => string, refused: (refusal: Refusal) => void): Ask {
  return async (method, path, said) => {
    const answer = await reach(method, path, said, csrf());
    const body: unknown = await bodyOf(answer);
    // The document is the hub's own promise; the browser tests hold both to it.
    if (answer.ok) return body as never;
    const refusal = new Refusal(answer.status, body);
    refused(refusal);
    throw refusal;
  };
}

interface Loose extends Extras {
  readonly path?: object;
  readonly body?: unknown;
}

async function reach(method: Method, path: string, said: Loose, token: string) {
  const { signal, file, body } = said;
  try {
    return await fetch(address(path, said), {
      method: method.toUpperCase(),
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "get" ? {} : { "x-csrf": token }),
        ...said.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file ? { body: file } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Unreachable("the hub does not answer", { cause: error });
  }
}

/** The path with its names filled in, and what is asked of it. */
export function address(path: string, { path: names = {}, query = {} }: Loose): string {
  let filled = path;
  for (const [name, value] of Object.entries<unknown>({ ...names })) {
    filled = filled.replace(`{${name}}`, encodeURIComponent(String(value)));
  }
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)]),
  ).toString();
  return asked ? `${filled}?${asked}` : filled;
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
