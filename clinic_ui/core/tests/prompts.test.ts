import { expect, test } from "vitest";
import { awaited } from "../src/prompts.ts";
import type { PromptRow } from "../src/shapes.ts";
import { at, NOON } from "./street.ts";

function prompt(change: Partial<PromptRow>): PromptRow {
  return {
    id: "p",
    kind: "are_you_ok",
    alert_id: null,
    asked_at: at(-1),
    asked_by: "한지민",
    state: "asked",
    shown_at: null,
    answered_at: null,
    answer: null,
    ...change,
  };
}

test.each(["asked", "shown", "undeliverable"] as const)("one %s may change", (state) => {
  expect(awaited([prompt({ state })], NOON)).toBe(true);
});

test.each(["answered", "withdrawn"] as const)("one %s stays so", (state) => {
  expect(awaited([prompt({ state })], NOON)).toBe(false);
});

test("nobody waits for ever, nor for nothing", () => {
  expect(awaited([prompt({ asked_at: at(-10) })], NOON)).toBe(false);
  expect(awaited([], NOON)).toBe(false);
});
