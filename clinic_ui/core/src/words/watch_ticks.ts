/** Regular work of the service: what each part does, what its silence means, what to do then. */

import type { WatchPage } from "../shapes.ts";

type Name = WatchPage["ticks"][number]["name"];

export interface Tick {
  /** What it does. */
  readonly name: string;
  /** What goes wrong while it stands still. */
  readonly silent: string;
  /** What people do until it runs again. */
  readonly meanwhile: string;
}

type Ticks = Readonly<Record<Name, Tick>>;

const ko: Ticks = {
  beat: {
    name: "서비스 상태 기록",
    silent: "이 화면의 나머지 내용이 지금 상태와 다를 수 있습니다.",
    meanwhile: "정상으로 보이는 줄도 믿지 마세요.",
  },
  judge: {
    name: "센서 신호 판단",
    silent: "새 알림이 뜨지 않습니다. 응급호출도 마찬가지입니다.",
    meanwhile: "걱정되는 대상자에게는 직접 전화하세요.",
  },
  overdue: {
    name: "기한이 지난 알림을 다음 사람에게 알리기",
    silent: "아무도 맡지 않은 알림이 다음 사람에게 넘어가지 않습니다.",
    meanwhile: "알림 목록을 계속 열어 두고 직접 맡으세요.",
  },
  notifications: {
    name: "연락할 사람 찾기",
    silent: "문자, 전화, 메일이 아무에게도 나가지 않습니다.",
    meanwhile: "알림 목록을 계속 열어 두고, 당번에게 직접 전화하세요.",
  },
  urgent: {
    name: "긴급 연락 보내기",
    silent: "긴급(P1) 알림의 문자와 전화가 나가지 않습니다.",
    meanwhile: "당번에게 직접 전화하고, 알림 목록을 계속 열어 두세요.",
  },
  messages: {
    name: "일반 연락 보내기",
    silent: "긴급하지 않은 알림과 안내의 문자와 메일이 나가지 않습니다.",
    meanwhile: "알림 목록을 자주 확인하세요.",
  },
  tests: {
    name: "매일 아침 연락 시험",
    silent: "직원의 연락처가 살아 있는지 시험하지 않습니다.",
    meanwhile: "당번과 연락이 되는지 직접 확인하세요.",
  },
  calls: {
    name: "태블릿 통화 끝맺기",
    silent: "받지 않은 통화가 저절로 끝나지 않고 계속 울릴 수 있습니다.",
    meanwhile: "통화는 직접 끊으세요.",
  },
  prompts: {
    name: "태블릿 질문 확인",
    silent: "태블릿에 질문이 뜨지 않아도 알려 주지 않습니다.",
    meanwhile: "답이 없으면 전화로 물어보세요.",
  },
  tasks: {
    name: "늦은 할 일 알리기",
    silent: "기한이 지난 할 일을 알려 주지 않습니다.",
    meanwhile: "할 일 화면에서 기한을 직접 확인하세요.",
  },
  transfers: {
    name: "답이 없는 이관 다시 알리기",
    silent: "답을 기다리는 이관을 다시 알려 주지 않습니다.",
    meanwhile: "인계 화면에서 직접 확인하세요.",
  },
  suppressions: {
    name: "알림 멈춤 끝내기",
    silent: "알림 멈춤의 시간이 지나도 알림이 다시 오지 않습니다.",
    meanwhile: "시간이 지난 알림 멈춤은 직접 끝내세요.",
  },
  returns: {
    name: "귀가 알아차리기",
    silent: "집을 비운 대상자가 돌아와도 알림이 계속 멈춰 있습니다.",
    meanwhile: "돌아온 대상자의 알림 멈춤은 직접 끝내세요.",
  },
  incidents: {
    name: "지역 장애 찾기",
    silent: "여러 집의 신호가 함께 끊겨도 하나로 묶어 보여 주지 않습니다.",
    meanwhile: "같은 동네에서 통신 끊김이 여럿 보이면 통신사에 확인하세요.",
  },
  press: {
    name: "카나리아 누르기",
    silent: "점검용 응급호출을 누르지 않습니다. 응급호출이 도착하는지 알 수 없습니다.",
    meanwhile: "응급 버튼을 직접 눌러 알림이 뜨는지 확인하세요.",
  },
  canary: {
    name: "카나리아 도착 확인",
    silent: "점검용 응급호출이 도착하지 않아도 알려 주지 않습니다.",
    meanwhile: "응급 버튼을 직접 눌러 알림이 뜨는지 확인하세요.",
  },
  ping: {
    name: "외부 생존 신호 보내기",
    silent: "이 서비스가 살아 있다는 신호가 밖으로 나가지 않습니다.",
    meanwhile: "다른 줄이 정상인지 이 화면에서 확인하세요.",
  },
  chain: {
    name: "감사 기록 봉인",
    silent: "새 감사 기록이 봉인되지 않아, 바뀌어도 드러나지 않습니다.",
    meanwhile: "당장 할 일은 없습니다. 다시 살아나면 밀린 기록을 봉인합니다.",
  },
  upkeep: {
    name: "알림 정리와 되살리기",
    silent: "조치가 끝난 알림이 종결되지 않고, 끊긴 연락을 다시 보내지 않습니다.",
    meanwhile: "알림 목록에 오래 남은 알림을 확인하세요.",
  },
  "left over": {
    name: "빠진 감사 기록 봉인",
    silent: "늦게 저장된 감사 기록이 봉인되지 않고 남을 수 있습니다.",
    meanwhile: "당장 할 일은 없습니다. 다시 살아나면 밀린 기록을 봉인합니다.",
  },
  prune: {
    name: "보관 기간이 지난 자료 삭제",
    silent: "보관 기간이 지난 자료가 지워지지 않고 남습니다.",
    meanwhile: "당장 할 일은 없습니다. 다시 살아나면 지웁니다.",
  },
};

const en: Ticks = {
  beat: {
    name: "Write down how the service is",
    silent: "The rest of this page may no longer be true.",
    meanwhile: "Do not trust the lines that look well.",
  },
  judge: {
    name: "Judge what the sensors say",
    silent: "No new alert appears, not even an emergency call.",
    meanwhile: "Telephone the residents you worry about.",
  },
  overdue: {
    name: "Pass on alerts whose time is over",
    silent: "An alert nobody claims is not passed on to the next person.",
    meanwhile: "Keep the alerts open on a screen and claim them yourselves.",
  },
  notifications: {
    name: "Find who is to be told",
    silent: "No text message, call or mail goes out to anybody.",
    meanwhile: "Keep the alerts open on a screen, and telephone whoever is on call.",
  },
  urgent: {
    name: "Send emergency messages",
    silent: "Emergency (P1) text messages and calls do not go out.",
    meanwhile: "Telephone whoever is on call, and keep the alerts open on a screen.",
  },
  messages: {
    name: "Send other messages",
    silent: "Text messages and mail of all that is no emergency do not go out.",
    meanwhile: "Look at the alerts often.",
  },
  tests: {
    name: "Test everybody's ways of contact each morning",
    silent: "Nobody tests whether staff can still be reached.",
    meanwhile: "Check yourselves that whoever is on call can be reached.",
  },
  calls: {
    name: "End tablet calls",
    silent: "A call nobody answers may ring on and on.",
    meanwhile: "Hang up calls yourselves.",
  },
  prompts: {
    name: "See that tablets show their questions",
    silent: "Nobody is told when a tablet did not show its question.",
    meanwhile: "When no answer comes, ask by telephone.",
  },
  tasks: {
    name: "Tell of late tasks",
    silent: "Nobody is told when a task is late.",
    meanwhile: "Look at the due times on the tasks screen.",
  },
  transfers: {
    name: "Tell again of transfers without an answer",
    silent: "Transfers that wait for an answer are not told again.",
    meanwhile: "Look at the hand-over screen.",
  },
  suppressions: {
    name: "End what holds alerts back",
    silent: "Alerts stay held back after their time is over.",
    meanwhile: "Check on the residents whose time should be over.",
  },
  returns: {
    name: "Notice who has come home",
    silent: "Somebody who is back still counts as away, and alerts stay held back.",
    meanwhile: "End it yourselves for those who are back.",
  },
  incidents: {
    name: "Find outages of a place",
    silent: "When many homes fall silent together, it is not shown as one outage.",
    meanwhile: "If many homes of one place are silent, ask the network's operator.",
  },
  press: {
    name: "Let the canaries press",
    silent: "No test press is made: nobody knows whether an emergency call comes through.",
    meanwhile: "Press an emergency button yourselves and see that its alert opens.",
  },
  canary: {
    name: "See that the canaries come through",
    silent: "Nobody is told when a test press does not come through.",
    meanwhile: "Press an emergency button yourselves and see that its alert opens.",
  },
  ping: {
    name: "Send the sign of life to the outside",
    silent: "Nothing tells the outside that this service lives.",
    meanwhile: "See on this page whether the other lines are well.",
  },
  chain: {
    name: "Seal the audit trail",
    silent: "New audit entries are not sealed: a change to them would not show.",
    meanwhile: "Nothing at once: what was left is sealed when it runs again.",
  },
  upkeep: {
    name: "Close and restore alerts",
    silent: "Resolved alerts are not closed, and lost messages are not sent again.",
    meanwhile: "Look at alerts that stay on the board for long.",
  },
  "left over": {
    name: "Seal audit entries left over",
    silent: "Audit entries that were stored late may stay unsealed.",
    meanwhile: "Nothing at once: what was left is sealed when it runs again.",
  },
  prune: {
    name: "Delete what is kept for a time only",
    silent: "Data stays that should have been deleted.",
    meanwhile: "Nothing at once: it is deleted when it runs again.",
  },
};

export const watchTicks = { ko, en };
