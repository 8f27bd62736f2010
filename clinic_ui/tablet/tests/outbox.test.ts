import { describe, expect, it } from "vitest";
import { backOff, deliveryBody, meaning, settle } from "../src/outbox.ts";
import { lineOf, type Kept } from "../src/store.ts";

const AT = Date.parse("2026-11-22T00:30:00Z");

function item(number: number, at = AT): Kept {
  const said = { lane: "plain", kind: "check_in", at } as const;
  return { ...said, number, line: lineOf(number, said) };
}

describe("one delivery", () => {
  it("is the batch telecare.protocol.messages reads", () => {
    expect(JSON.parse(deliveryBody([item(1), item(2)], AT))).toEqual({
      sent_at: "2026-11-22T00:30:00.000Z",
      observations: [
        { number: 1, kind: "check_in", taken_at: "2026-11-22T00:30:00.000Z" },
        { number: 2, kind: "check_in", taken_at: "2026-11-22T00:30:00.000Z" },
      ],
    });
  });
});

describe("an answer", () => {
  const items = [item(1), item(2), item(3), item(4)];
  const refused = (code: string, number: number | null) =>
    ({ is: "refused", code, number }) as const;

  it("throws nothing away when in doubt", () => {
    expect(meaning(500, null, null)).toMatchObject({ is: "held" });
    expect(meaning(404, "<html>", null)).toEqual({ is: "held", why: "http_404", after: null });
    expect(meaning(503, { error: "busy" }, "2")).toEqual({
      is: "held",
      why: "busy",
      after: 2000,
    });
    expect(meaning(403, { error: "revoked" }, null)).toEqual({ is: "revoked" });
    expect(meaning(422, { error: "implausible", number: 7 }, null)).toEqual(
      refused("implausible", 7),
    );
  });

  it("takes only the fault out of a refused batch", () => {
    expect(settle(items, refused("implausible", 2), AT)).toEqual({
      do: "drop",
      items: [items[1]],
      sent: false,
    });
    expect(settle(items, refused("malformed", null), AT)).toEqual({ do: "fewer", most: 2 });
    expect(settle([item(1)], refused("malformed", null), AT)).toMatchObject({ do: "drop" });
  });

  it("stamps anew what a clock that was ahead has stamped", () => {
    const ahead = item(5, AT + 86_400_000);
    expect(settle([ahead], refused("from_the_future", 5), AT)).toEqual({
      do: "restamp",
      item: item(5),
    });
  });
});

describe("waiting", () => {
  it("grows, but never long for help", () => {
    expect([1, 2, 3, 9, 40].map((failures) => backOff(failures, 0, false))).toEqual([
      1000, 2000, 4000, 256_000, 300_000,
    ]);
    expect(backOff(40, 0, true)).toBe(5000);
    expect(backOff(1, 0.5, true)).toBe(750);
  });
});
