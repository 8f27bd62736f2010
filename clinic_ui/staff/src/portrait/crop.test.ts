import { describe, expect, test } from "vitest";
import { cut, encoded, MAX_BYTES, MAX_FILE, misfit, type Encode } from "./crop.ts";

const blob = (type: string, size: number): Blob => new Blob([new Uint8Array(size)], { type });

describe("the square of a picture", () => {
  test("is the whole of a square one, wherever it is shifted", () => {
    for (const shift of [0, 0.5, 1]) {
      expect(cut(400, 400, shift)).toEqual({ x: 0, y: 0, side: 400 });
    }
  });
  test("lies along the longer side", () => {
    expect(cut(1000, 400, 0)).toEqual({ x: 0, y: 0, side: 400 });
    expect(cut(1000, 400, 0.5)).toEqual({ x: 300, y: 0, side: 400 });
    expect(cut(1000, 400, 1)).toEqual({ x: 600, y: 0, side: 400 });
    expect(cut(300, 900, 0.25)).toEqual({ x: 0, y: 150, side: 300 });
  });
  test("never leaves the picture", () => {
    expect(cut(1000, 400, 7)).toEqual({ x: 600, y: 0, side: 400 });
    expect(cut(1000, 400, -7)).toEqual({ x: 0, y: 0, side: 400 });
  });
});

describe("a file", () => {
  test("that is no picture or far too large is not opened", () => {
    expect(misfit({ size: 10, type: "application/pdf" })).toBe("noPicture");
    expect(misfit({ size: 10, type: "" })).toBe("noPicture");
    expect(misfit({ size: MAX_FILE + 1, type: "image/jpeg" })).toBe("tooLarge");
    expect(misfit({ size: MAX_FILE, type: "image/jpeg" })).toBeNull();
  });
});

describe("the encoding", () => {
  test("is the first WebP that the hub takes", async () => {
    const asked: number[] = [];
    const encode: Encode = async (type, quality) => {
      asked.push(quality);
      return blob(type, quality > 0.8 ? MAX_BYTES + 1 : MAX_BYTES);
    };
    const made = await encoded(encode);
    expect([made.type, made.size]).toEqual(["image/webp", MAX_BYTES]);
    expect(asked).toEqual([0.86, 0.7]);
  });
  test("is JPEG where the browser makes no WebP", async () => {
    const encode: Encode = async (type) =>
      blob(type === "image/webp" ? "image/png" : type, 9_000);
    expect((await encoded(encode)).type).toBe("image/jpeg");
  });
  test("is none when nothing fits", async () => {
    const encode: Encode = async (type) => blob(type, MAX_BYTES + 1);
    await expect(encoded(encode)).rejects.toMatchObject({ why: "tooLarge" });
    await expect(encoded(async () => null)).rejects.toMatchObject({ why: "tooLarge" });
  });
});
