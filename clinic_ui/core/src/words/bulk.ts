/** Words of many alerts at once. */

const ko = {
  bar: "고른 알림",
  chosen: (n: number) => `${n}건 고름`,
  select: "여러 건 고르기",
  claim: "모두 담당하기",
  assign: "담당 지정",
  resolve: "모두 조치 완료",
  clear: "고르기 끝내기",
  to: "누구에게",
  assignTitle: (n: number) => `${n}건의 담당 지정`,
  assignWhy: "아무도 맡지 않은 알림과 내가 맡은 알림을 넘깁니다.",
  resolveTitle: (n: number) => `${n}건 조치 완료`,
  resolveWhy:
    "결과가 모두 같을 때만 쓰세요. 긴급·주의 알림은 사람을 확인해야 하므로 하나씩 마칩니다.",
  outcome: "조치 결과",
  done: (n: number) => `${n}건을 처리했습니다`,
  resultTitle: "처리하지 못한 알림",
  result: (done: number, refused: number) =>
    `${done}건은 처리했고, ${refused}건은 그대로 있습니다.`,
  gone: "목록에 없는 알림",
};

const en: typeof ko = {
  bar: "Chosen alerts",
  chosen: (n) => `${n} chosen`,
  select: "Choose several",
  claim: "Claim all",
  assign: "Assign",
  resolve: "Resolve all",
  clear: "Stop choosing",
  to: "To whom",
  assignTitle: (n) => `Assign ${n} ${n === 1 ? "alert" : "alerts"}`,
  assignWhy: "Hands on what nobody has claimed and what is yours.",
  resolveTitle: (n) => `Resolve ${n} ${n === 1 ? "alert" : "alerts"}`,
  resolveWhy:
    "Only when all ended the same way. Emergencies and urgent alerts need the person verified, so each is finished by itself.",
  outcome: "Outcome",
  done: (n) => `${n} done`,
  resultTitle: "What could not be done",
  result: (done, refused) => `${done} done; ${refused} left as they were.`,
  gone: "No longer in the list",
};

export const bulk = { ko, en };
