"""What the audit says of its entries that no timeline shows, in words."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from telecare.boards import words
from telecare.boards.shapes.common import Bilingual


def _said(ko: str, en: str) -> Bilingual:
    return Bilingual(ko=ko, en=en)


DONE: Final[Mapping[str, Bilingual]] = MappingProxyType(  # by the word of the entry
    {
        "address.added": _said("내 연락처 추가", "Own address added"),
        "address.confirmed": _said("연락 시험을 확인함", "Test message confirmed"),
        "address.disabled": _said("연락처를 더 쓰지 않음", "Address given up"),
        "address.removed": _said("내 연락처 삭제", "Own address removed"),
        "address.renewed": _said("브라우저 알림을 다시 등록", "Browser registered again"),
        "address.test_asked": _said("연락 시험을 청함", "Test message asked for"),
        "address.tested": _said("연락 시험을 보냄", "Test message sent"),
        "admin_code.made": _said("관리자 코드를 만듦", "Administrator's code made"),
        "alert.explained": _said("알림의 까닭을 조사함", "Alert examined"),
        "alert.late_reported": _said("늦은 까닭을 적음", "Reason for a late answer given"),
        "alert.refreshed": _said("열린 알림 화면이 새로 고쳐짐", "Open alert read again"),
        "alert.transferred": _said("알림이 이관됨", "Alert transferred"),
        "audit.head_made": _said("감사 기록의 머리를 만듦", "Head of the audit made"),
        "board.viewed": _said("알림 화면을 봄", "The board was seen"),
        "canary.begun": _said("카나리아 점검 시작", "Canary begun"),
        "canary.closed": _said("점검용 알림을 로봇이 닫음", "Test alert closed by a robot"),
        "canary.failed": _said(
            "점검용 응급호출이 도착하지 않음", "Test emergency call did not come through"
        ),
        "canary.recovered": _said("점검용 응급호출이 다시 도착함", "Canary heard again"),
        "canary.stopped": _said("카나리아 점검 멈춤", "Canary stopped"),
        "consultation_terms.recorded": _said("진료 기준 기록", "Consultation rules recorded"),
        "duty.edited": _said("당번 시간 수정", "Duty changed"),
        "duty.made": _said("당번을 만듦", "Duty made"),
        "figures.exported": _said("지표 파일을 받음", "Figures downloaded"),
        "figures.viewed": _said("지표를 봄", "Figures seen"),
        "handover.added": _said("인계서에 한 줄 더함", "Line added to a hand-over"),
        "handover.begun": _said("인계 시작", "Hand-over begun"),
        "handover.closed": _said("인계 끝냄", "Hand-over closed"),
        "handover.ticked": _said("인계 줄을 확인함", "Line of a hand-over taken"),
        "handovers.viewed": _said("인계서를 봄", "Hand-overs seen"),
        "holiday.added": _said("쉬는 날 추가", "Day off added"),
        "holiday.removed": _said("쉬는 날 삭제", "Day off removed"),
        "incident.closed": _said("지역 장애 종결", "Incident closed"),
        "incident.grown": _said("지역 장애가 커짐", "Incident has grown"),
        "incident.opened": _said("지역 장애 발생", "Incident opened"),
        "note.saved": _said("진료 기록 저장", "Clinical note saved"),
        "parameters.recorded": _said("판단 기준 기록", "Limits of the rules recorded"),
        "policy.given_back": _said("알림 순서를 이어받기로", "Policy inherited again"),
        "policy.published": _said("알림 순서 시행", "Policy published"),
        "policy.tried": _said("누구에게 알리는지 봄", "Looked whom a policy tells"),
        "portrait.put_up": _said("얼굴 사진 등록", "Portrait put up"),
        "portrait.taken_down": _said("얼굴 사진 내림", "Portrait taken down"),
        "precheck.chosen": _said("먼저 여쭙는 절차를 정함", "Protocol of asking first chosen"),
        "provider.down": _said("발신 서비스가 멈춤", "Sending service down"),
        "provider.ended": _said("발신 서비스를 그만 씀", "Sending service ended"),
        "provider.set": _said("발신 서비스 설정", "Sending service set"),
        "reachability.viewed": _said("연락 가능 여부를 봄", "Reachability seen"),
        "register.imported": _said("대상자를 파일에서 가져옴", "Residents imported"),
        "register.searched": _said("대상자를 찾음", "Residents searched"),
        "register.viewed": _said("대상자 목록을 봄", "Register seen"),
        "rota.line_cancelled": _said("주간 근무에서 뺌", "Line of the rota cancelled"),
        "rota.published": _said("근무표 시행", "Rota published"),
        "rota.stand_in": _said("대체 근무를 넣음", "Stand-in put in"),
        "rota.stand_in_cancelled": _said("대체 근무 취소", "Stand-in cancelled"),
        "session.begun": _said("로그인", "Signed in"),
        "session.ended": _said("로그아웃", "Signed out"),
        "session.locked": _said("화면 잠금", "Screen locked"),
        "session.refused": _said("로그인 거절됨", "Sign-in refused"),
        "session.strengthened": _said("2단계 인증", "Second factor given"),
        "session.unlocked": _said("화면 잠금 풂", "Screen unlocked"),
        "staff.created": _said("계정을 만듦", "Account created"),
        "staff.edited": _said("계정 수정", "Account changed"),
        "staff.language": _said("화면 언어 변경", "Language changed"),
        "staff.listed": _said("직원 목록을 봄", "Staff accounts seen"),
        "staff.passkey_added": _said("패스키 등록", "Passkey added"),
        "staff.password_set": _said("비밀번호 설정", "Password set"),
        "staff.reset": _said("계정 다시 설정", "Account reset"),
        "staff.totp_added": _said("인증 앱 등록", "Authenticator added"),
        "suppression.ended": _said("알림 멈춤 끝", "Alerts no longer held back"),
        "suppression.extended": _said("알림 멈춤 연장", "Alerts held back longer"),
        "suppression.reminded": _said(
            "알림 멈춤이 곧 끝난다고 알림", "Told that alerts are soon not held back"
        ),
        "suppression.started": _said("알림 멈춤 시작", "Alerts held back"),
        "swap.asked": _said("근무 교대를 부탁함", "Swap asked for"),
        "swap.accepted": _said("근무 교대를 받아들임", "Swap accepted"),
        "swap.refused": _said("근무 교대를 거절함", "Swap refused"),
        "swap.withdrawn": _said("근무 교대를 거둠", "Swap withdrawn"),
        "swap.set": _said("근무 교대를 정함", "Swap set"),
        "tablet.auto_answer": _said("태블릿 자동 받기 설정", "Tablet: answering by itself set"),
        "tablet.buttons": _said("태블릿 단추 설정", "Tablet: buttons set"),
        "task.passed_on": _said("할 일을 넘김", "Task passed on"),
        "transfer.accepted": _said("이관 수락", "Transfer accepted"),
        "transfer.given": _said("이관함", "Transferred"),
        "transfer.offered": _said("이관 제안", "Transfer offered"),
        "transfer.refused": _said("이관 거절", "Transfer refused"),
        "transfer.reminded": _said("이관 제안을 다시 알림", "Reminded of a transfer"),
        "transfer.withdrawn": _said("이관 제안을 거둠", "Transfer withdrawn"),
        "transfers.viewed": _said("이관 목록을 봄", "Transfers seen"),
    }
)


def done(what: str) -> Bilingual | None:
    """Return what an entry says was done; None: there is no word for it."""
    looked = words.LOOKED.get(what)
    if what in words.HAPPENED or looked is None:
        return words.HAPPENED.get(what) or DONE.get(what)
    return _said(f"봄: {looked.ko}", f"Seen: {looked.en}")
