/** Words of holding alerts back: why, until when, and what is never held back. */

import type { SuppressionReason } from "../shapes.ts";

const ko = {
  title: "알림 멈춤",
  open: "알림 멈추기",
  why: "정한 시각에 저절로 끝납니다. 긴급(P1) 알림은 멈추지 않습니다.",
  reason: "이유",
  reasons: {
    away: "집을 비움",
    hospital: "입원",
    visit: "방문 중",
    device_test: "기기 점검",
    out_of_service: "기기 사용 중지",
  } satisfies Record<SuppressionReason, string>,
  until: "언제까지",
  most: (longest: string) => `길어도 ${longest}`,
  days: (count: number) => `${count}일`,
  hours: (count: number) => `${count}시간`,
  device: "기기",
  wholeHome: "집 전체",
  none: "멈춘 알림이 없습니다.",
  note: "메모",
  extendNote: "늘리는 까닭",
  start: "알림 멈추기",
  extend: "연장",
  extendTitle: "알림 멈춤 연장",
  end: "지금 끝내기",
  running: (reason: string, until: string, by: string) => `${reason} · ${until}까지 · ${by}`,
  count: (count: number) => `알림 멈춤 ${count}`,
  firstEnds: (name: string, until: string) => `먼저 끝나는 분: ${name}님, ${until}`,
};

const en: typeof ko = {
  title: "Alerts held back",
  open: "Hold alerts back",
  why: "Ends by itself at the time you choose. Emergencies (P1) are never held back.",
  reason: "Reason",
  reasons: {
    away: "Away from home",
    hospital: "In hospital",
    visit: "Visit in progress",
    device_test: "Device test",
    out_of_service: "Device out of service",
  },
  until: "Until",
  most: (longest) => `At most ${longest}`,
  days: (count) => `${count} days`,
  hours: (count) => (count === 1 ? "1 hour" : `${count} hours`),
  device: "Device",
  wholeHome: "The whole home",
  none: "No alert is held back.",
  note: "Note",
  extendNote: "Why longer",
  start: "Hold alerts back",
  extend: "Extend",
  extendTitle: "Hold alerts back longer",
  end: "End now",
  running: (reason, until, by) => `${reason} · until ${until} · ${by}`,
  count: (count) => `Alerts held back: ${count}`,
  firstEnds: (name, until) => `First to end: ${name}, ${until}`,
};

export const suppression = { ko, en };
