import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Held, pictureOf } from "../src/call/portrait.ts";

const forgotten: string[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  forgotten.length = 0;
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:one");
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(
    (address) => void forgotten.push(address),
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const answers = (body: string, status: number, type: string) => async () =>
  new Response(body, { status, headers: { "content-type": type } });

describe("the caller's picture", () => {
  test("is what the hub says is one", async () => {
    expect(await pictureOf("/p", answers("face", 200, "image/webp"))).toBe("blob:one");
  });
  test("is none when it is refused, something else, or does not come", async () => {
    expect(await pictureOf("/p", answers("{}", 404, "application/json"))).toBeNull();
    expect(await pictureOf("/p", answers("{}", 200, "application/json"))).toBeNull();
    expect(await pictureOf("/p", () => Promise.reject(new Error("no line")))).toBeNull();
  });
});

describe("holding it", () => {
  test("spans the moment between ringing and the call with one request", async () => {
    const held = new Held();
    const load = vi.fn(async () => "blob:one");
    await held.take("/p", load);
    held.give();
    vi.advanceTimersByTime(1000);
    expect(await held.take("/p", load)).toBe("blob:one");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    expect(forgotten).toEqual([]);
  });
  test("ends soon after nobody shows it", async () => {
    const held = new Held();
    await held.take("/p", async () => "blob:one");
    held.give();
    await vi.advanceTimersByTimeAsync(3000);
    expect(forgotten).toEqual(["blob:one"]);
  });
  test("never shows one caller's picture for another's", async () => {
    const held = new Held();
    await held.take("/p", async () => "blob:one");
    expect(await held.take("/q", async () => "blob:two")).toBe("blob:two");
    await vi.advanceTimersByTimeAsync(0);
    expect(forgotten).toEqual(["blob:one"]);
  });
});
