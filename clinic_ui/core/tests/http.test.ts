import { afterEach, expect, test, vi } from "vitest";
import { address, asker, Refusal, Unreachable } from "../src/http.ts";

afterEach(() => vi.unstubAllGlobals());

function hubAnswers(status: number, body: unknown) {
  const answer = () =>
    Promise.resolve(
      new Response(JSON.stringify(body), {
        status,
        headers: { "content-type": "application/json" },
      }),
    );
  const fetched = vi.fn<(path: string, asked: RequestInit) => Promise<Response>>(answer);
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("names of the path are filled in, and what is asked follows", () => {
  const path = "/api/residents/{resident_id}/activity";

  expect(address(path, { path: { resident_id: "a/b" }, query: { days: 30 } })).toBe(
    "/api/residents/a%2Fb/activity?days=30",
  );
});

test("an unsafe question carries the token of the session, a reading does not", async () => {
  const fetched = hubAnswers(200, {});
  const ask = asker(
    () => "token",
    () => undefined,
  );

  await ask("post", "/api/session/lock", {});
  await ask("get", "/api/session", {});

  const tokens = fetched.mock.calls.map(([, { headers }]) =>
    new Headers(headers).get("x-csrf"),
  );
  expect(tokens).toEqual(["token", null]);
});

test("a refusal is heard, then thrown, in both languages with its fields", async () => {
  const heard: Refusal[] = [];
  hubAnswers(422, {
    error: "invalid",
    message: "Correct this.",
    message_ko: "고쳐 주세요.",
    fields: { name: { ko: "이름", en: "Name" } },
  });

  const refusal = await asker(
    () => "",
    (said) => heard.push(said),
  )("get", "/api/session", {}).catch((error: unknown) => error);

  expect(heard).toEqual([refusal]);
  expect(refusal).toMatchObject({
    code: "invalid",
    status: 422,
    sentence: { ko: "고쳐 주세요.", en: "Correct this." },
    fields: { name: { ko: "이름", en: "Name" } },
  });
});

test("an answer that is no refusal of ours still is one", async () => {
  hubAnswers(502, "bad gateway");

  await expect(
    asker(
      () => "",
      () => undefined,
    )("get", "/api/session", {}),
  ).rejects.toMatchObject({
    code: "http_502",
  });
});

test("no answer at all is told apart", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));

  await expect(
    asker(
      () => "",
      () => undefined,
    )("get", "/api/session", {}),
  ).rejects.toBeInstanceOf(Unreachable);
});
