/** The operator's page: whether the service itself is well. */

import { watchTicks } from "./watch_ticks.ts";

const ko = {
  title: "서비스 점검",
  why: "이 서비스가 살아 있는지 스스로 확인한 결과입니다.",
  well: "확인한 것은 모두 정상입니다.",
  ill: "확인할 것이 있습니다. 아래 표시된 줄을 보세요.",
  ping: {
    title: "외부 생존 신호",
    off: "설정하지 않았습니다. TELECARE_PING_URL에 외부 감시 주소를 적으세요.",
    well: "외부 서비스가 신호를 받고 있습니다.",
    missed: "외부 서비스가 신호를 받지 못하고 있습니다.",
  },
  channels: "멈춘 발신 서비스",
  ticks: {
    title: "정기 작업",
    name: "작업",
    ended: "마지막 정상 종료",
    state: "상태",
    lives: "정상",
    silent: "멈춤",
    never: "기록 없음",
    mend: "멈춘 작업이 있습니다. 시스템 관리자는 로그에서 작업 이름을 찾아 원인을 고치고 서비스를 다시 시작하세요. 책임자는 시스템 관리자에게 바로 전화하세요.",
    of: watchTicks.ko,
  },
  canary: {
    title: "카나리아 점검",
    why: "시·군마다 가상 기기가 정해진 간격으로 응급호출을 누르고, 30초 안에 알림까지 가는지 확인합니다. 업무 화면과 통계에는 나오지 않습니다.",
    place: "시·군",
    state: "상태",
    every: "간격",
    last: "마지막 누름",
    took: "걸린 시간",
    minutes: (n: number) => `${n}분`,
    seconds: (n: string) => `${n}초`,
    begin: "10분마다 시작",
    stop: "멈추기",
    standing: {
      none: "없음: 확인하지 못함",
      stopped: "멈춤: 확인하지 못함",
      waiting: "확인 중",
      well: "정상",
      unheard: "30초 안에 도착하지 않음",
    },
    lost: {
      unreachable:
        "서비스 주소에 연결되지 않았습니다. 집에서 누른 응급호출도 들어오지 못합니다.",
      refused: "서비스가 응급호출을 받아 주지 않았습니다.",
      taken: "응급호출은 들어왔지만 알림으로 이어지지 않았습니다.",
      silent: "응급호출이 들어왔는지 알 수 없습니다.",
    },
    mend: "응급호출이 도착하지 않고 있습니다. 시스템 관리자는 서버와 통신망을 확인하세요. 그동안 걱정되는 대상자에게는 직접 전화하세요.",
    strip: (place: string, since: string) =>
      `${place}: ${since}부터 점검용 응급호출이 도착하지 않습니다. 실제 응급호출도 오지 않을 수 있습니다.`,
    open: "서비스 점검 열기",
    tell: "책임자에게 알리세요.",
  },
};

const en: typeof ko = {
  title: "Service check",
  why: "What the service has found out about itself.",
  well: "All that was checked is well.",
  ill: "Something needs a look: see the marked lines below.",
  ping: {
    title: "Sign of life to the outside",
    off: "Not set up: name the address of a watching service in TELECARE_PING_URL.",
    well: "The service outside hears this hub.",
    missed: "The service outside does not hear this hub.",
  },
  channels: "Sending services that are down",
  ticks: {
    title: "Regular work",
    name: "Work",
    ended: "Last ended well",
    state: "State",
    lives: "Well",
    silent: "Silent",
    never: "Never",
    mend: "Some work has stopped. Administrators: search the log for its code, mend the cause and restart the service. Supervisors: telephone an administrator now.",
    of: watchTicks.en,
  },
  canary: {
    title: "Canary checks",
    why: "In each si or gun a machine presses the emergency button on a schedule, to prove that a press becomes an alert within 30 seconds. It is on no board and in no figure.",
    place: "Si or gun",
    state: "State",
    every: "Every",
    last: "Last press",
    took: "Took",
    minutes: (n) => `${n} min`,
    seconds: (n) => `${n} s`,
    begin: "Start, every 10 min",
    stop: "Stop",
    standing: {
      none: "None: nothing proves it",
      stopped: "Stopped: nothing proves it",
      waiting: "Being checked",
      well: "Well",
      unheard: "Not through in 30 seconds",
    },
    lost: {
      unreachable:
        "The service's address could not be reached: nor can a home's emergency call.",
      refused: "The service did not accept the emergency call.",
      taken: "The emergency call came in but did not become an alert.",
      silent: "Nobody knows whether the emergency call came in.",
    },
    mend: "Emergency calls do not come through. Administrators: look at the server and the network. Until then, telephone the residents you worry about.",
    strip: (place, since) =>
      `${place}: no test emergency call has come through since ${since}. Real ones may not either.`,
    open: "Open the service check",
    tell: "Tell your supervisor.",
  },
};

export const watch = { ko, en };
