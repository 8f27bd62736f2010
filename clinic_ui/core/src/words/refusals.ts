/**
 * What to do after a refusal, by its code. The sentence itself comes from the hub in both
 * languages; here stands only the way on, and the few refusals the hub cannot send.
 */

const ko = {
  unreachable: "관제 서버가 대답하지 않습니다. 연결을 확인하고 다시 시도하세요.",
  unexpected: "처리하지 못했습니다. 다시 시도하고, 계속되면 관리자에게 알려 주세요.",
  whatToDo: {
    signed_out: "다시 로그인하세요.",
    locked: "비밀번호로 잠금을 푼 뒤 다시 하세요.",
    not_yours: "목록을 새로고침해 보세요.",
    overtaken: "다른 사람이 먼저 바꿨습니다. 지금 상태를 보고 다시 하세요.",
    illegal_move: "지금 상태에서는 할 수 없습니다. 상태를 확인하세요.",
    lease_lost: "담당 시간이 끝났습니다. 필요하면 다시 담당하세요.",
    invalid: "표시된 칸을 고치세요.",
    slow_down: "잠시 기다렸다가 다시 하세요.",
    busy: "잠시 뒤에 다시 하세요.",
    http_413: "파일이 너무 큽니다. 나누어서 올리세요.",
  } as Record<string, string>,
};

const en: typeof ko = {
  unreachable: "The hub does not answer. Check the connection and try again.",
  unexpected: "This did not work. Try again; if it goes on, tell your administrator.",
  whatToDo: {
    signed_out: "Sign in again.",
    locked: "Unlock with your password, then do it again.",
    not_yours: "Refresh the list.",
    overtaken: "Somebody else was first. Look at it as it is now, then try again.",
    illegal_move: "This cannot be done in its present state.",
    lease_lost: "Your claim has run out. Claim it again if needed.",
    invalid: "Correct the marked fields.",
    slow_down: "Wait a moment, then try again.",
    busy: "Try again in a moment.",
    http_413: "The file is too large. Send it in parts.",
  },
};

export const refusals = { ko, en };
