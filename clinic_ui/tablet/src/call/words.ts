/** The words of the call; beside the picture, so that the first load stays small. */

import type { Language } from "../shapes.ts";

interface CallWords {
  readonly end: string;
  readonly louder: string;
  readonly loudest: string;
  readonly help: string;
  readonly connecting: string;
  readonly again: string;
  readonly waits: (caller: string) => string; // with their title: it ends in 님
  readonly ended: string;
  readonly noSound: string;
}

export const W: Readonly<Record<Language, CallWords>> = {
  ko: {
    end: "끊기",
    louder: "소리 크게",
    loudest: "가장 큰 소리예요",
    help: "도와주세요",
    connecting: "연결하고 있어요",
    again: "다시 이어지는 중이에요",
    waits: (caller) => `${caller}과 다시 이어지는 중이에요`,
    ended: "통화가 끝났어요",
    noSound: "마이크를 쓸 수 없어서 목소리가 들리지 않아요",
  },
  en: {
    end: "Hang up",
    louder: "Louder",
    loudest: "This is the loudest",
    help: "Help me",
    connecting: "Connecting",
    again: "Connecting again",
    waits: (caller) => `Connecting again to ${caller}`,
    ended: "The call is over",
    noSound: "The microphone cannot be used, so you cannot be heard",
  },
};
