import { afterEach, expect, test, vi } from "vitest";
import { DAY, HOUR } from "@telecare/core/time";
import {
  drafts,
  dropResult,
  forgetOld,
  keepDraft,
  keepResult,
  results,
  send,
  unsent,
  type Draft,
  type Keeping,
  type Result,
} from "./queue.ts";

const NOON = Date.parse("2026-11-22T03:00:00Z");
const AUTHOR = "a1";
const WHY = { ko: "표시할 수 없는 글자가 들어 있습니다.", en: "Signs that cannot be shown." };

afterEach(() => vi.unstubAllGlobals());

/** A safe that is always open: what it seals is tried in a browser. */
function phone(): Keeping {
  const sealed = new Map<string, string>();
  const facts = new Map<string, unknown>([["author", AUTHOR]]);
  return {
    put: async (name, value) => void sealed.set(name, JSON.stringify(value)),
    get: async <T>(name: string) => {
      const text = sealed.get(name);
      return text === undefined ? null : (JSON.parse(text) as T);
    },
    names: async (prefix) => [...sealed.keys()].filter((name) => name.startsWith(prefix)),
    drop: async (name) => void sealed.delete(name),
    fact: async (name) => facts.get(name) as never,
    setFact: async (name, value) => void facts.set(name, value),
  };
}

/** A hub at which the author is signed in, and which answers a visit as it is told to. */
function hub(answers: (words: unknown) => readonly [number, unknown]) {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal("fetch", async (path: string, asked: RequestInit) => {
    if (path === "/api/session") return reply(200, { csrf: "t", staff: { id: AUTHOR } });
    const body = JSON.parse(String(asked.body)) as Record<string, unknown>;
    sent.push(body);
    return reply(...answers(body["words"]));
  });
  return sent;
}

function reply(status: number, body: unknown): Response {
  const headers = { "content-type": "application/json" };
  return new Response(JSON.stringify(body), { status, headers });
}

function result(id: string, words: string): Result {
  return {
    visit: {
      id,
      author_id: AUTHOR,
      resident_id: "r1",
      task_id: "t1",
      task_version: 1,
      found: "well",
      words,
      captured_at: new Date(NOON).toISOString(),
    },
    name: "박순자",
    state: "waiting",
    beside: null,
    why: null,
  };
}

function draft(words: string, at = NOON): Draft {
  const visited = {
    resident_id: "r1",
    task_id: "t1",
    task_version: 1,
    name: "박순자",
    seen: {},
  };
  return { visited, found: null, words, at };
}

test("a result the hub refuses keeps its words and says the fault of its field", async () => {
  const safe = phone();
  const wrong = { error: "invalid", message: "Wrong.", fields: { words: WHY } };
  hub(() => [422, wrong]);
  await keepResult(safe, result("v1", "주무심\u0007"), null);
  expect(await send(safe, () => NOON)).toBe("online");

  const [kept] = await results(safe);
  expect([kept?.state, kept?.visit.words]).toEqual(["refused", "주무심\u0007"]);
  expect(kept?.why).toEqual(WHY);
  expect(await unsent(safe)).toBe(1);
});

test("a mended result takes the place of the refused one and is sent", async () => {
  const safe = phone();
  const wrong = { error: "invalid", message: "Wrong.", fields: { words: WHY } };
  const sent = hub((words) =>
    words === "주무심" ? [200, { beside: null, again: false }] : [422, wrong],
  );
  await keepResult(safe, result("v1", "주무심\u0007"), null);
  await send(safe, () => NOON);
  await send(safe, () => NOON); // a refused one is not tried again as it is
  expect(sent.length).toBe(1);

  const [refused] = await results(safe);
  await keepDraft(safe, draft("주무심"));
  await keepResult(safe, result("v2", "주무심"), refused ?? null);
  await send(safe, () => NOON);

  expect((await results(safe)).map(({ visit, state }) => [visit.id, state])).toEqual([
    ["v2", "sent"],
  ]);
  expect([await drafts(safe), await unsent(safe)]).toEqual([[], 0]);
});

test("its author may delete a refused result, and with it what was begun to mend it", async () => {
  const safe = phone();
  await keepResult(safe, { ...result("v1", "가"), state: "refused" }, null);
  await keepDraft(safe, draft("나"));
  await dropResult(safe, result("v1", "가"));
  expect(await unsent(safe)).toBe(0);
});

test("what was begun outlives the day of what was taken along, with its age", async () => {
  const safe = phone();
  await safe.setFact("until", NOON + DAY);
  await safe.put("along", {});
  await safe.put("sent:v0", result("v0", "보낸 것"));
  await keepDraft(safe, draft("문을 두드림", NOON + HOUR));

  expect(await forgetOld(safe, NOON + DAY)).toBe(true);
  expect(await safe.get("along")).toBeNull();
  expect(await results(safe)).toEqual([]);
  const [begun] = await drafts(safe);
  expect([begun?.words, begun?.at]).toEqual(["문을 두드림", NOON + HOUR]);
  expect(await unsent(safe)).toBe(1); // said before everything here is deleted
});

test("words taken away again are no draft", async () => {
  const safe = phone();
  await keepDraft(safe, draft("가"));
  await keepDraft(safe, draft("  "));
  expect(await drafts(safe)).toEqual([]);
});
