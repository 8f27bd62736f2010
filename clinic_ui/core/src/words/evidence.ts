/** Names of rules, of their numbers and of whom the escalation tells. */

const ko = {
  rule: "규칙",
  rules: {
    sos: "응급호출",
    missed_check_in: "안부 미응답",
    quiet_home: "장시간 무활동",
    silent_device: "기기 신호 끊김",
    never_heard: "설치 후 신호 없음",
  } as Record<string, string>,
  names: {} as Record<string, string>,
  targets: {
    desk: "관제 담당자",
    municipal_desk: "시·군 관제",
    province_desk: "도 관제",
    desk_leader: "관제 책임자",
    leader: "책임자",
    supervisor: "책임자",
    contacts: "연락처",
    emergency_manager: "응급관리요원",
    next_worker: "다음 담당자",
    neighbour: "이웃",
    technical: "기기 담당",
    technical_queue: "기기 담당",
    visit: "방문 확인",
    "119_card": "119 인계 카드",
    "119": "119",
  } as Record<string, string>,
};

const en: typeof ko = {
  rule: "Rule",
  rules: {
    sos: "SOS",
    missed_check_in: "Missed check-in",
    quiet_home: "Quiet home",
    silent_device: "Silent device",
    never_heard: "Never heard",
  },
  names: {},
  targets: {
    desk: "Desk",
    municipal_desk: "City/county desk",
    province_desk: "Province desk",
    desk_leader: "Desk leader",
    leader: "Supervisor",
    supervisor: "Supervisor",
    contacts: "Contacts",
    emergency_manager: "Emergency manager",
    next_worker: "Next caseworker",
    neighbour: "Neighbour",
    technical: "Technical queue",
    technical_queue: "Technical queue",
    visit: "Visit",
    "119_card": "119 hand-over card",
    "119": "119",
  },
};

export const evidence = { ko, en };
