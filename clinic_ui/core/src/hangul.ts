/** Hangul initials: ㄱㅅㅈ finds 김순자, and ㄷㄷㅎㄱ the verb 담당하기. */

const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const FIRST = 0xac00;
const LAST = 0xd7a3;
const PER_INITIAL = 588; // 21 vowels × 28 finals

/** Every syllable becomes its first consonant; all else stays as it is. */
export function initials(text: string): string {
  return [...text].map(initialOf).join("");
}

function initialOf(letter: string): string {
  const code = letter.codePointAt(0) ?? 0;
  if (code < FIRST || code > LAST) return letter;
  return INITIALS[Math.floor((code - FIRST) / PER_INITIAL)] ?? letter;
}

const FINALS = 28;
const FINAL_RIEUL = 8;

/** A means with its particle: 콘솔로, 전화로, 브라우저 알림으로. */
export function byText(word: string): string {
  const code = word.codePointAt(word.length - 1) ?? 0;
  const final = code < FIRST || code > LAST ? 0 : (code - FIRST) % FINALS;
  return `${word}${final === 0 || final === FINAL_RIEUL ? "로" : "으로"}`;
}

const ONLY_INITIALS = /^[ㄱ-ㅎ]+$/u;

/** Whether `text` contains what was typed, as letters or as initials; spaces do not count. */
export function matches(text: string, typed: string): boolean {
  const needle = squash(typed);
  if (!needle) return true;
  const hay = squash(text);
  return hay.includes(needle) || (ONLY_INITIALS.test(needle) && initials(hay).includes(needle));
}

function squash(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, "").toLowerCase();
}
