import { expect, test } from "vitest";
import { initials, matches } from "../src/hangul.ts";
import { command, type KeyPress } from "../src/keys.ts";

function press(code: string, change: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return { code, key: "", isComposing: false, ...none, ...change };
}

test.each([
  ["KeyA", "ㅁ", "claim"],
  ["KeyN", "ㅜ", "note"],
  ["KeyC", "ㅊ", "call"],
  ["KeyH", "ㅗ", "hold"],
  ["KeyR", "ㄱ", "resolve"],
  ["KeyX", "ㅌ", "close"],
  ["KeyZ", "ㅋ", "undo"],
  ["KeyJ", "ㅓ", "next"],
  ["KeyK", "ㅏ", "previous"],
] as const)("%s acts under the Hangul layout, where it types %s", (code, key, expected) => {
  expect(command(press(code, { key }), false)).toBe(expected);
});

test("a key pressed while a syllable is composed belongs to the input method", () => {
  expect(command(press("KeyA", { isComposing: true }), false)).toBeNull();
  expect(command(press("KeyA", { key: "Process" }), false)).toBeNull();
  expect(command(press("KeyK", { ctrlKey: true, isComposing: true }), true)).toBeNull();
});

test("letters are typing inside a field, the palette opens all the same", () => {
  expect(command(press("KeyA"), true)).toBeNull();
  expect(command(press("KeyK", { ctrlKey: true }), true)).toBe("palette");
});

test.each([{ ctrlKey: true }, { metaKey: true }])("the palette opens by %o and K", (held) => {
  expect(command(press("KeyK", held), false)).toBe("palette");
});

test("the browser keeps its own shortcuts", () => {
  expect(command(press("KeyR", { ctrlKey: true }), false)).toBeNull();
  expect(command(press("KeyA", { altKey: true }), false)).toBeNull();
  expect(command(press("KeyZ", { metaKey: true }), false)).toBeNull();
});

test("help is the question mark, not the slash", () => {
  expect(command(press("Slash", { shiftKey: true }), false)).toBe("help");
  expect(command(press("Slash"), false)).toBeNull();
});

test("initials of a name", () => {
  expect(initials("김순자")).toBe("ㄱㅅㅈ");
  expect(initials("춘양면 3")).toBe("ㅊㅇㅁ 3");
});

test.each([
  ["담당하기", "ㄷㄷㅎㄱ", true],
  ["담당하기", "담당", true],
  ["조치 완료", "ㅈㅊㅇㄹ", true],
  ["조치 완료", "조치완", true],
  ["Call record", "call", true],
  ["보류", "ㅈ", false],
])("%s is found by %s: %s", (text, typed, found) => {
  expect(matches(text, typed)).toBe(found);
});
