/** Who was told of an alert, and what became of each message. */

const ko = {
  title: "누구에게 알렸나",
  sum: (n: number, reached: number, lost: number) =>
    [`${n}건`, reached > 0 ? `전달 ${reached}` : "", lost > 0 ? `못 전함 ${lost}` : ""]
      .filter(Boolean)
      .join(" · "),
  whose: {
    staff: "담당자",
    contact: "등록된 연락처",
    screens: "열려 있는 화면",
    machine: "연동 장비",
    nobody: "받을 사람 없음",
  },
  states: {
    queued: "보낼 차례를 기다림",
    sent: "보내는 중",
    accepted: "발신 서비스가 받음, 도착은 모름",
    delivered: "전달됨",
    read: "본인이 확인함",
    failed: "못 전함",
    bundled: "다른 알림과 묶어 보냄",
    no_one: "보내지 못함",
  },
};

const en: typeof ko = {
  title: "Who was told",
  sum: (n, reached, lost) =>
    [
      n === 1 ? "1 message" : `${n} messages`,
      reached > 0 ? `${reached} delivered` : "",
      lost > 0 ? `${lost} not delivered` : "",
    ]
      .filter(Boolean)
      .join(" · "),
  whose: {
    staff: "A colleague",
    contact: "A contact",
    screens: "Open screens",
    machine: "A connected machine",
    nobody: "Nobody to tell",
  },
  states: {
    queued: "waits for its turn",
    sent: "on its way",
    accepted: "taken by the sending service; whether it arrived is not known",
    delivered: "delivered",
    read: "seen by them",
    failed: "not delivered",
    bundled: "sent together with others",
    no_one: "not sent",
  },
};

export const told = { ko, en };
