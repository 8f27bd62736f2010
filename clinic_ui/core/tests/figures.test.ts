import { describe, expect, it } from "vitest";
import { monthsUpTo, monthText, percentText, share, waitText } from "../src/figures.ts";

describe("figures", () => {
  it("never rounds a share up to a target or to a full hundred", () => {
    expect(percentText(share(2999, 3000))).toBe("99.9%");
    expect(percentText(share(9749, 10_000))).toBe("97.4%");
    expect(percentText(share(39, 40))).toBe("97.5%");
    expect(percentText(share(7, 7))).toBe("100%");
    expect(percentText(share(0, 0))).toBe("–");
  });

  it("offers two years of months across a new year", () => {
    const months = monthsUpTo("2026-02");
    expect(months.slice(0, 3)).toEqual(["2026-02", "2026-01", "2025-12"]);
    expect(months).toHaveLength(24);
  });

  it("writes months and waits in both languages", () => {
    expect(monthText("2026-11", "ko")).toBe("2026년 11월");
    expect(monthText("2026-11", "en")).toBe("Nov 2026");
    expect(waitText(181.4, "ko")).toBe("3분 1초");
    expect(waitText(null, "en")).toBe("–");
  });
});
