import { describe, expect, it } from "vitest";
import { linesOf, textOf } from "../src/card119.ts";
import type { Card119 } from "../src/shapes.ts";
import { WORDS } from "../src/words/index.ts";

const CARD: Card119 = {
  alert_id: "a",
  server_time: "2026-11-21T18:12:00Z",
  address: "봉화군 춘양면 솔숲길 7",
  place: { ko: "봉화군 춘양면", en: "Chunyang-myeon" },
  way_in: "마을회관 옆 파란 지붕",
  door_code: "*1937#",
  key_holders: [{ name: "최옆집", relation: "이웃", phone: "010-0000-7777" }],
  name: "김순자",
  age: 85,
  sex: "female",
  health_conditions: "당뇨",
  medicines: "인슐린",
  hearing: "hard_of_hearing",
  notes: "",
  phone: "054-000-1111",
  severity: "P1",
  title: { ko: "응급호출", en: "Emergency call" },
  because: { ko: "침실에서 버튼을 누름", en: "pressed the button in the bedroom" },
  happened_at: "2026-11-21T18:10:00Z",
  last_activity_at: null,
  calls: [],
  simulated: false,
};

describe("the 119 card", () => {
  it("is read from the door inwards: what opens it comes first", () => {
    const lines = linesOf(CARD, WORDS.ko, "ko");
    expect(lines.map(({ key }) => key)).toEqual([
      "address",
      "wayIn",
      "doorCode",
      "keyHolder",
      "person",
      "conditions",
      "medicines",
      "happened",
      "hearing",
      "phone",
    ]);
    expect(lines.filter(({ first }) => first).map(({ value }) => value)).toEqual([
      "봉화군 춘양면 솔숲길 7",
      "마을회관 옆 파란 지붕",
      "*1937#",
      "최옆집 이웃 010-0000-7777",
    ]);
  });

  it("names the county before a road that 119 may not know", () => {
    const short = { ...CARD, address: "솔숲길 7" };
    expect(linesOf(short, WORDS.ko, "ko")[0]?.value).toBe("봉화군 춘양면 솔숲길 7");
  });

  it("tells a time once", () => {
    const timed = { ...CARD, because: { ko: "응급호출 03:10", en: "pressed 03:10" } };
    expect(textOf(timed, WORDS.ko, "ko")).toContain("무슨 일: 응급호출 03:10\n");
  });

  it("says who and what in words a rescuer writes down", () => {
    const text = textOf(CARD, WORDS.ko, "ko");
    expect(text).toContain("환자: 김순자 · 여성 · 85세");
    expect(text).toContain("무슨 일: 03:10 침실에서 버튼을 누름");
    expect(textOf(CARD, WORDS.en, "en")).toContain("Patient: 김순자 · woman · 85 years old");
  });

  it("says aloud what nobody has written down, so that no one waits for it", () => {
    const bare = { ...CARD, door_code: "", medicines: "", key_holders: [] };
    const text = textOf(bare, WORDS.ko, "ko");
    expect(text).toContain("현관 비밀번호: 적어 둔 것 없음");
    expect(text).toContain("드시는 약: 적어 둔 것 없음");
    expect(text).toContain("열쇠 가진 사람: 열쇠 가진 사람 없음");
  });

  it("never lets a simulated person send an ambulance", () => {
    expect(textOf({ ...CARD, simulated: true }, WORDS.ko, "ko")).toMatch(/^모의 상황입니다/);
  });
});
