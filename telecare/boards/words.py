"""Sentences of the triage screens that belong to no rule: titles, timeline, chips."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from telecare.boards.shapes.common import Bilingual
from telecare.care.consultation import OUTCOME_LABELS, Outcome


def _said(ko: str, en: str) -> Bilingual:
    return Bilingual(ko=ko, en=en)


TITLES: Final[Mapping[str, Bilingual]] = MappingProxyType(  # by rule
    {
        "sos": _said("응급호출", "Emergency call"),
        "missed_check_in": _said("안부 확인 없음", "Missed check-in"),
        "quiet_home": _said("활동 없음", "No activity"),
        "silent_device": _said("기기 신호 없음", "Device silent"),
        "never_heard": _said("첫 신호 없음", "Never heard"),
    }
)
CANNOT_HEAR: Final = _said("집 상태를 알 수 없음", "Cannot hear this home")  # a P2 of a device

HAPPENED: Final[Mapping[str, Bilingual]] = MappingProxyType(  # by the word of the audit entry
    {
        "alert.opened": _said("알림 발생", "Alert opened"),
        "alert.repeated": _said("같은 신호가 다시 들어옴", "Signalled again"),
        "alert.worsened": _said("더 위급해짐", "Became more urgent"),
        "alert.condition_cleared": _said("신호가 정상으로 돌아옴", "Condition cleared"),
        "alert.auto_cleared": _said(
            "담당 전에 저절로 해제됨", "Cleared before anybody claimed it"
        ),
        "alert.reopened": _said("다시 발생함", "Came back and was reopened"),
        "alert.claimed": _said("담당 시작", "Claimed"),
        "alert.released": _said("담당 내려놓음", "Released"),
        "alert.held": _said("보류", "Put on hold"),
        "alert.resolved": _said("조치 완료", "Resolved"),
        "alert.closed": _said("종결", "Closed"),
        "alert.undone": _said("되돌림", "Undone"),
        "alert.handed_over": _said("다른 담당자에게 넘김", "Handed over"),
        "alert.called_119": _said("119에 전화함", "119 called"),
        "alert.responding": _said("도우러 가는 중", "Somebody is on the way"),
        "alert.note": _said("기록", "Note"),
        "alert.call": _said("전화", "Call"),
        "alert.revealed": _said("전화번호 확인", "Telephone number shown"),
        "alert.lease_expired": _said("담당 시간이 지나 다시 열림", "Claim ran out; open again"),
        "card119.shown": _said("119 카드 봄", "119 card shown"),
        "phone.revealed": _said("전화번호 확인", "Telephone number shown"),
        "phone.connected": _said("전화 연결을 맡김", "Asked to be connected"),
        "escalation.step": _said("다음 단계에 알림", "Next step told"),
        "escalation.fell_through": _said(
            "받을 사람이 없어 다음 단계로", "Nobody there; next step"
        ),
        "escalation.remind_owner": _said("담당자에게 다시 알림", "Owner reminded"),
        "escalation.remind_supervisor": _said("책임자에게 알림", "Supervisor reminded"),
        "escalation.out_of_hours": _said(
            "이 단계의 시간이 아니어서 바로 다음 단계로",
            "Outside this step's hours: next step now",
        ),
        "escalation.owner_not_looking": _said(
            "긴급으로 나빠졌는데 담당자가 60초 동안 보지 않아 다음 단계에도 알림",
            "Worse, and not looked at by its owner for 60 s: the next step is told too",
        ),
        "escalation.timer_restored": _said("잃은 타이머를 되살림", "Lost timer restored"),
        "escalation.policy_unreadable": _said(
            "알림 순서를 읽을 수 없어 기본 순서로 이어 감",
            "Policy unreadable; the shipped one goes on",
        ),
        "message.reported": _said("발신 서비스가 결과를 알림", "Message service reported"),
        "message.opened": _said("브라우저 알림을 엶", "Browser notification opened"),
        "link.opened": _said("당번 링크를 엶", "On-call link opened"),
        "resident.created": _said("대상자 등록", "Enrolled"),
        "resident.edited": _said("정보 수정", "Record corrected"),
        "resident.ended": _said("서비스 종료", "Service ended"),
        "contact.added": _said("연락처 추가", "Contact added"),
        "contact.edited": _said("연락처 수정", "Contact changed"),
        "contact.removed": _said("연락처 삭제", "Contact removed"),
        "plan.recorded": _said("안부 계획 변경", "Plan changed"),
        "absence.recorded": _said("부재 등록", "Absence recorded"),
        "absence.revoked": _said("부재 취소", "Absence taken back"),
        "relationship.added": _said("돌봄 관계 등록", "Care relationship begun"),
        "relationship.ended": _said("돌봄 관계 종료", "Care relationship ended"),
        "call.rung": _said("태블릿으로 부름", "Called on the tablet"),
        "call.answered": _said("태블릿에서 받음", "Answered on the tablet"),
        "call.auto_answered": _said(
            "약속대로 태블릿이 스스로 받음", "The tablet answered by itself, as agreed"
        ),
        "call.connected": _said("통화 연결됨", "Call connected"),
        "call.lost": _said("한쪽 연결이 끊김", "One end lost its connection"),
        "call.back": _said("다시 연결됨", "Connected again"),
        "call.ended": _said("통화 끝", "Call ended"),
        "call.by_phone": _said("전화로 이어감", "Went on by telephone"),
        "device.made": _said("기기 등록", "Device set up"),
        "device.code_issued": _said("등록 코드 발급", "Enrolment code issued"),
        "device.enrolled": _said("기기 연결", "Device enrolled"),
        "device.revoked": _said("기기 사용 중지", "Device revoked"),
        "device.reload_asked": _said("태블릿 새로 고침", "Tablet asked to reload"),
        "prompt.asked": _said("태블릿으로 물음", "Asked on the tablet"),
        "prompt.shown": _said("태블릿에 표시됨", "Shown on the tablet"),
        "prompt.answered_ok": _said("태블릿에서 '괜찮아요'", "Tablet: answered “I'm fine”"),
        "prompt.answered_help": _said(
            "태블릿에서 '도와주세요'", "Tablet: answered “I need help”"
        ),
        "prompt.undeliverable": _said(
            "태블릿에 전하지 못함", "Could not be shown on the tablet"
        ),
        "prompt.withdrawn": _said("태블릿의 물음을 거둠", "Question on the tablet taken back"),
        "precheck.began": _said("먼저 본인께 여쭙기 시작", "Asking the resident first"),
        "precheck.asked": _said("여쭤봄", "Asked"),
        "precheck.not_possible": _said("여쭐 수 없어 다음으로", "Could not be asked; next"),
        "precheck.ok": _said("괜찮다고 하심", "Said they are well"),
        "precheck.ok_late": _said("나중에 괜찮다고 하심", "Said later that they are well"),
        "precheck.help": _said("도와 달라고 하심: 긴급", "Asked for help: emergency"),
        "precheck.help_late": _said(
            "알림이 끝난 뒤 도와 달라고 하심", "Asked for help after the alert was over"
        ),
        "precheck.unclear": _said(
            "답장을 알아들을 수 없어 알림을 엶", "The reply was not clear: alert opened"
        ),
        "precheck.expired": _said("답이 없어 알림을 엶", "No answer: alert opened"),
        "task.made": _said("할 일이 생김", "Task made"),
        "task.changed": _said("할 일을 바꿈", "Task changed"),
        "task.late": _said("할 일의 기한이 지나 알림", "Task late; told"),
        "task.done": _said("할 일을 마침", "Task done"),
        "visit.taken_along": _said("방문 자료를 휴대전화에 담음", "Taken along for a visit"),
        "visit.recorded": _said("방문 결과 기록", "Visit recorded"),
        "visit.settled": _said("따로 둔 방문 결과를 확인함", "Visit kept aside was looked at"),
        "appointment.added": _said("방문 일정 추가", "Visit added"),
        "appointment.cancelled": _said("방문 일정 취소", "Visit cancelled"),
        "gate.passed": _said("진료 전 확인", "Checked before a consultation"),
        "consent.confirmed": _said("설명을 듣고 동의함", "Agreed after the explanation"),
        "note.signed": _said("진료 기록 서명", "Clinical note signed"),
    }
)
TOLD_OF_RESIDENT: Final = tuple(  # on the resident's page; notes and calls come with their text
    what
    for what in HAPPENED
    if not what.startswith(("escalation.", "card119.", "phone."))
    and what not in {"alert.note", "alert.call"}
)
LOOKED: Final[Mapping[str, Bilingual]] = MappingProxyType(  # the entries that are a look
    {
        "resident.viewed": _said("대상자 파일", "The file"),
        "resident.activity_viewed": _said("활동 기록", "Activity"),
        "resident.visits_viewed": _said("방문 일정", "Visits"),
        "alert.viewed": _said("알림", "An alert"),
        "card119.shown": _said("119 카드", "The 119 card"),
        "phone.revealed": _said("전화번호", "A telephone number"),
        "door_code.revealed": _said("현관 비밀번호", "The door code"),
        "gate.viewed": _said("진료 전 확인 내용", "The check before a consultation"),
        "notes.viewed": _said("진료 기록 목록", "The list of clinical notes"),
        "note.viewed": _said("진료 기록", "A clinical note"),
        "visits.viewed": _said("방문 결과", "What visitors wrote"),
        "tasks.viewed": _said("할 일", "Tasks"),
        "suppressions.viewed": _said("알림 멈춤", "Alerts held back"),
        "visit.taken_along": _said(
            "방문 자료 (휴대전화에 담음)", "What is needed for a visit, on a phone"
        ),
        "audit.viewed": _said("열람 기록", "The access log"),
        "looks.viewed": _said("누가 보았나", "Who looked"),
    }
)
PURPOSES: Final[Mapping[str, Bilingual]] = MappingProxyType(  # by the word of the entry
    {
        "triage": _said("알림 처리", "An alert"),
        "care": _said("돌봄", "Care"),
        "register": _said("대상자 관리", "Keeping the register"),
        "search": _said("찾기", "A search"),
        "handover": _said("인계", "A hand-over"),
        "quality": _said("품질 점검", "Quality"),
        "audit": _said("열람 확인", "Checking who looked"),
    }
)
CALL_RESULTS: Final[Mapping[str, Bilingual]] = MappingProxyType(
    {
        "answered": _said("통화함", "answered"),
        "no_answer": _said("받지 않음", "no answer"),
        "busy": _said("통화 중", "busy"),
        "wrong_number": _said("틀린 번호", "wrong number"),
        "refused": _said("통화 거부", "refused"),
        **{
            outcome.value: _said(label.ko, label.en)
            for outcome, label in OUTCOME_LABELS.items()
            if outcome not in {Outcome.NO_ANSWER, Outcome.BUSY}  # said above
        },
    }
)
VERDICTS: Final[Mapping[str, Bilingual]] = MappingProxyType(
    {
        "true": _said("해당함", "Found"),
        "false": _said("이상 없음", "Nothing found"),
        "unknown": _said("알 수 없음: 집의 신호가 없음", "Unknown: the home cannot be heard"),
    }
)
CHIPS: Final[Mapping[str, Bilingual]] = MappingProxyType(  # what to know before calling
    {
        "high": _said("고위험", "high risk"),
        "hard_of_hearing": _said("난청", "hard of hearing"),
        "deaf": _said("청각장애", "deaf"),
        "key": _said("열쇠 있음", "key holder"),
        "living_alone": _said("독거", "lives alone"),
        "away": _said("부재 중", "away"),
        "blind": _said("신호 없는 집", "cannot be heard"),
    }
)
PROCEDURE: Final[Mapping[str, Bilingual]] = MappingProxyType(  # by kind of step
    {
        "home_phone": _said("집에 전화", "Call the home"),
        "contact": _said("연락처에 전화", "Call a contact"),
        "key_holder": _said("열쇠 가진 사람에게 부탁", "Ask the key holder to look"),
        "emergency_119": _said("119에 알림", "Call 119"),
    }
)
SCOPES: Final[Mapping[str, Bilingual]] = MappingProxyType(
    {
        "platform": _said("서비스 전체", "the whole service"),
        "network": _said("통신망", "network"),
    }
)


def title(rule: str, severity: str) -> Bilingual:
    """Return the short name of an alert; a rule nobody has named shows its id."""
    if rule == "silent_device" and severity != "P4":
        return CANNOT_HEAR
    return TITLES.get(rule, _said(rule, rule))


def happened(what: str) -> Bilingual:
    """Return the line of the timeline for an audit entry."""
    return HAPPENED.get(what, _said(what, what))
