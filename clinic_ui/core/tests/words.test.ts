import { describe, expect, test } from "vitest";
import { pick, WORDS } from "../src/words/index.ts";

type Leaf = readonly [path: string, text: string];

const SAMPLE = [2, "3", "4", 5] as const; // enough arguments for every sentence

/** Every sentence with its path; functions are called with sample values. */
function leaves(value: unknown, path: string): Leaf[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value === "function")
    return [[path, String((value as (...args: unknown[]) => unknown)(...SAMPLE))]];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`));
  }
  throw new Error(`${path} is neither words nor a sentence`);
}

const ko = leaves(WORDS.ko, "words");
const en = leaves(WORDS.en, "words");
const HANGUL = /[가-힣]/u;

/** The other language's own name is written in that language; "김…" initials are an example. */
const BOTH_SCRIPTS = new Set(["words.common.otherLanguage", "words.shell.palette.hint"]);
/** A single neutral sign, number or empty word needs no Hangul. */
const NEUTRAL = /^[\d\s%×:.,·()–—→-]*$/u;
const NAMES = /^(119|SOS|CSV|QR)$/u;

describe("words", () => {
  test("both languages have the same words, also where a table is open", () => {
    expect(ko.map(([path]) => path).toSorted()).toEqual(en.map(([path]) => path).toSorted());
  });

  test("no sentence is empty, but for a sex unknown and a clock that does not run", () => {
    const empty = [...ko, ...en].filter(([, text]) => text.trim() === "").map(([path]) => path);
    expect(new Set(empty)).toEqual(
      new Set([
        "words.common.sex.unknown",
        "words.board.clocks.none",
        "words.call.outcomes.completed.1", // a call that ended well leaves nothing to do
        "words.call.outcomes.cancelled.1",
      ]),
    );
  });

  test("English has no Hangul", () => {
    const mixed = en.filter(([path, text]) => HANGUL.test(text) && !BOTH_SCRIPTS.has(path));
    expect(mixed).toEqual([]);
  });

  test("Korean is written in Hangul", () => {
    const foreign = ko.filter(
      ([path, text]) =>
        !HANGUL.test(text) &&
        !BOTH_SCRIPTS.has(path) &&
        !NEUTRAL.test(text) &&
        !NAMES.test(text),
    );
    expect(foreign).toEqual([]);
  });
});

test("the other language rather than nothing", () => {
  expect(pick({ ko: "춘양면", en: "" }, "en")).toBe("춘양면");
  expect(pick(null, "ko")).toBe("");
});
