/** Every word on the tablet. Fixed sentences are also clips: clips/sentences.json. */

import sentences from "../clips/sentences.json";
import type { Language } from "./shapes.ts";

export type Sentence = keyof typeof sentences;

/** The fixed sentence, as the clip says it. */
export function sentence(language: Language, name: string): string {
  return sentences[name as Sentence][language];
}

interface Words {
  readonly ok: readonly [label: string, below: string];
  readonly help: readonly [label: string, below: string];
  readonly doctor: readonly [label: string, below: string];
  readonly doctorAsked: (time: string) => string;
  readonly otherLanguage: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly practice: string;
  readonly practiceLine: string;
  readonly sentAt: (time: string) => string;
  readonly notYet: string;
  readonly pressNow: string;
  readonly waits: string;
  readonly sending: string;
  readonly line: string;
  readonly noLine: string;
  readonly wishWaits: string;
  readonly starting: string;
  readonly counting: string;
  readonly cancel: string;
  readonly again: string;
  readonly aside: string;
  readonly backToCall: string;
  readonly claimed: (name: string) => string;
  readonly wasClaimed: (name: string) => string;
  readonly told: (time: string) => string;
  readonly notTold: string;
  readonly keepTrying: string;
  readonly call119: string;
  /** Why 119 is not called: it is a demonstration, or else the resident practises. */
  readonly inert119: (demo: boolean) => string;
  readonly minutes: (count: number) => string;
  readonly fine: string;
  readonly understood: string;
  readonly rings: (institution: string, video: boolean, care: boolean) => string;
  readonly answer: string;
  readonly notNow: string;
  /** Who calls, as they are addressed: for care a doctor, otherwise somebody of the centre. */
  readonly caller: (name: string, care: boolean) => string;
}

const ko: Words = {
  ok: ["잘 있어요", "오늘 안부 보내기"],
  help: ["도와주세요", "관제센터 부르기"],
  doctor: ["의사 선생님", "화상 진료 부탁하기"],
  doctorAsked: (time) => `${time}에 부탁했어요`,
  otherLanguage: "English",
  today: "오늘",
  tomorrow: "내일",
  practice: "연습",
  practiceLine: "연습이에요. 아무 데도 보내지 않아요",
  sentAt: (time) => `오늘 ${time}에 안부를 보냈어요`,
  notYet: "오늘은 아직 안부를 보내지 않았어요",
  pressNow: "안부 시간이에요. 잘 있어요를 눌러 주세요",
  waits: "안부를 담아 두었어요. 연결되면 보낼게요",
  sending: "안부를 보내고 있어요",
  line: "관제센터와 연결되어 있어요",
  noLine: "지금은 연결이 안\u00a0돼요",
  wishWaits: "의사 선생님 부탁을 담아 두었어요",
  starting: "화면을 켜고 있어요",
  counting: "관제센터를 부를게요",
  cancel: "취소",
  again: "다시 부르기",
  aside: "처음 화면",
  backToCall: "통화로 돌아가기",
  claimed: (name) => `${name} 님이 보고 있어요`,
  wasClaimed: (name) => `${name} 님이 보고 있었어요`,
  told: (time) => `${time}에 도와달라고 전했어요`,
  notTold: "도와달라는 말을 아직 못 전했어요",
  keepTrying: "연결될 때까지 계속 해 볼게요",
  call119: "119 전화하기",
  inert119: (demo) => `지금은 ${demo ? "시연" : "연습"}이라 119에 걸지 않아요`,
  minutes: (count) => `부른 지 ${count}분이 지났어요`,
  fine: "네, 괜찮아요",
  understood: "알겠어요",
  rings: (institution, video, care) =>
    `${institution} · ${care ? (video ? "화상 진료" : "진료") : "안부"} 전화가 왔어요`,
  answer: "받기",
  notNow: "지금은 안 돼요",
  caller: (name, care) => `${name} ${care ? "선생님" : "님"}`,
};

const en: Words = {
  ok: ["I am well", "Say hello today"],
  help: ["Help me", "Call the care centre"],
  doctor: ["Doctor", "Ask for a video visit"],
  doctorAsked: (time) => `Asked at ${time}`,
  otherLanguage: "한국어",
  today: "Today",
  tomorrow: "Tomorrow",
  practice: "Practice",
  practiceLine: "This is practice. Nothing is sent",
  sentAt: (time) => `Today’s hello was sent at ${time}`,
  notYet: "You have not said hello yet today",
  pressNow: "Time to say hello. Please press “I am well”",
  waits: "Your hello is safe here. We send it once connected",
  sending: "Sending your hello",
  line: "Connected to the care centre",
  noLine: "Not connected at the moment",
  wishWaits: "We will ask for a doctor once connected",
  starting: "One moment, please",
  counting: "Calling for help in",
  cancel: "Cancel",
  again: "Call again",
  aside: "Main screen",
  backToCall: "Back to the call",
  claimed: (name) => `${name} is looking after you`,
  wasClaimed: (name) => `${name} was looking after you`,
  told: (time) => `We got your call for help at ${time}`,
  notTold: "Your call for help has not got through yet",
  keepTrying: "We will keep trying until it does",
  call119: "Call 119",
  inert119: (demo) => `This is ${demo ? "a demo" : "practice"}: 119 is not called`,
  minutes: (count) => `You called ${count} ${count === 1 ? "minute" : "minutes"} ago`,
  fine: "Yes, I am fine",
  understood: "All right",
  rings: (institution, video, care) =>
    `${institution} · ${care ? (video ? "Video visit" : "Doctor’s call") : "Welfare call"}`,
  answer: "Answer",
  notNow: "Not now",
  caller: (name, care) => (care ? `Dr ${name}` : name),
};

export const T: Readonly<Record<Language, Words>> = { ko, en };
