"""Everything the service can refuse.

A refusal has four faces: `code` for programs (stable, documented, never reworded), the
first docstring line for people in English and `message_ko` in Korean (both safe to show
and to log), and `facts` for the door that answers (may name a record, so never logged).
"""

from collections.abc import Mapping
from typing import ClassVar


class Refused(Exception):
    """The service will not do this."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message_ko: ClassVar[str] = "요청을 처리할 수 없습니다."

    def __init__(self, **facts: object) -> None:
        super().__init__((self.__doc__ or "").partition("\n")[0])
        self.facts = facts

    @property
    def sentence(self) -> str:
        """The English sentence for people."""
        return str(self.args[0])


# --- starting the hub -------------------------------------------------------------------


class BadSetting(Refused):
    """A setting of the hub cannot be used."""

    code = "bad_setting"
    status = 500
    message_ko = "허브 설정값이 올바르지 않습니다."

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.args = (sentence,)


class MissingSiteKey(Refused):
    """The site key is missing: set TELECARE_SITE_KEY or TELECARE_SITE_KEY_FILE, or run `telecare init` once."""  # noqa: E501 - one sentence, one line

    code = "missing_site_key"
    status = 500
    message_ko = (
        "사이트 키가 없습니다. TELECARE_SITE_KEY를 설정하거나 telecare init을 실행하세요."
    )


class BadSiteKey(Refused):
    """The site key must be the base64 text of exactly 32 bytes."""

    code = "bad_site_key"
    status = 500
    message_ko = "사이트 키는 32바이트의 base64 문자열이어야 합니다."


class OpenSiteKey(Refused):
    """The site key file can be read by others: its mode must be 0600."""

    code = "open_site_key"
    status = 500
    message_ko = "사이트 키 파일을 다른 사용자가 읽을 수 있습니다. 권한을 0600으로 바꾸세요."


class WrongSiteKey(Refused):
    """This site key is not the one that sealed this database."""

    code = "wrong_site_key"
    status = 500
    message_ko = "이 데이터베이스를 봉인한 사이트 키가 아닙니다."


class HubRunning(Refused):
    """Another hub already uses this database file."""

    code = "hub_running"
    status = 500
    message_ko = "다른 허브가 이 데이터베이스 파일을 이미 사용하고 있습니다."


class DatabaseAway(Refused):
    """The database does not answer: start it, or correct TELECARE_DATABASE_URL."""

    code = "database_away"
    status = 503
    message_ko = (
        "데이터베이스가 응답하지 않습니다. 시작하거나 TELECARE_DATABASE_URL을 고치세요."
    )


class NotMigrated(Refused):
    """The database is not at this version: run `telecare init`, which is safe to run again."""

    code = "not_migrated"
    status = 500
    message_ko = "데이터베이스가 이 버전에 맞지 않습니다. telecare init을 실행하세요."


# --- sealed records ---------------------------------------------------------------------


class KeyDestroyed(Refused):
    """The key of this record was destroyed; what it sealed can never be read again."""

    code = "key_destroyed"
    status = 410
    message_ko = "이 기록의 키가 폐기되어 내용을 다시 읽을 수 없습니다."


class SealBroken(Refused):
    """A sealed value does not open with its key: it was altered, moved or sealed elsewhere."""

    code = "seal_broken"
    status = 500
    message_ko = "봉인된 값이 열리지 않습니다. 변경되었거나 다른 곳에서 옮겨진 값입니다."


# --- records and moves ------------------------------------------------------------------


class NotYours(Refused):
    """There is no such record among those you may see."""

    code = "not_yours"
    status = 404  # never 403: a stranger must not learn that the record exists
    message_ko = "볼 수 있는 기록 중에 해당 기록이 없습니다."


class IllegalMove(Refused):
    """This alert cannot make that move from where it stands."""

    code = "illegal_move"
    status = 409
    message_ko = "현재 상태에서는 이 작업을 할 수 없습니다."


class Overtaken(Refused):
    """Someone else changed this record a moment ago; look again."""

    code = "overtaken"
    status = 409
    message_ko = "방금 다른 사람이 이 기록을 바꾸었습니다. 다시 확인하세요."


class LeaseLost(Refused):
    """Your claim on this alert has ended; claim it again to act on it."""

    code = "lease_lost"
    status = 409
    message_ko = "이 알림의 담당이 끝났습니다. 다시 담당한 뒤 처리하세요."


class Invalid(Refused):
    """Some fields need another value."""

    code = "invalid"
    status = 422
    message_ko = "값을 고쳐야 하는 항목이 있습니다."

    def __init__(
        self,
        fields: Mapping[str, str] | None = None,
        fields_ko: Mapping[str, str] | None = None,
        **facts: object,
    ) -> None:
        """Take a sentence per field, in English and (if it differs) in Korean."""
        super().__init__(**facts)
        self.fields = dict(fields or {})
        self.fields_ko = dict(fields_ko or {})


class Resync(Refused):
    """These changes are no longer kept; fetch the board again."""

    code = "resync"
    status = 410
    message_ko = "변경 기록이 남아 있지 않습니다. 화면을 새로 불러오세요."


# --- consultations ----------------------------------------------------------------------


class GateMissing(Refused):
    """Before this call, state why it is allowed, who it is, and that they agreed."""

    code = "gate_missing"
    status = 409
    message_ko = "진료 전 확인이 필요합니다. 근거, 본인 확인, 동의를 먼저 남기세요."


class NoPasskey(Refused):
    """A note is signed with a passkey, and you have none yet; add one on this screen."""

    code = "no_passkey"
    status = 409
    message_ko = "기록에 서명하려면 패스키가 필요합니다. 이 화면에서 패스키를 추가하세요."


class AlreadySigned(Refused):
    """This version of the note is signed already."""

    code = "already_signed"
    status = 409
    message_ko = "이미 서명한 기록입니다."


# --- people at the door -----------------------------------------------------------------


class SignedOut(Refused):
    """Sign in first."""

    code = "signed_out"
    status = 401
    message_ko = "먼저 로그인하세요."


class WrongSignIn(Refused):
    """The sign-in name or the password is not right."""

    code = "wrong_sign_in"
    status = 401
    message_ko = "아이디 또는 비밀번호가 맞지 않습니다."


class Locked(Refused):
    """The console is locked; unlock it with your password."""

    code = "locked"
    status = 423
    message_ko = "화면이 잠겨 있습니다. 비밀번호로 잠금을 푸세요."


class Weak(Refused):
    """Show your second factor first, or add one."""

    code = "second_factor"
    status = 403
    message_ko = "먼저 2단계 인증을 하거나 추가하세요."


class Forbidden(Refused):
    """Your role does not include this."""

    code = "forbidden"
    status = 403
    message_ko = "이 일은 다른 역할이 맡고 있습니다."


class CrossSite(Refused):
    """This request did not come from our own screen; reload the page and try again."""

    code = "cross_site"
    status = 403
    message_ko = "이 화면에서 보낸 요청이 아닙니다. 새로고침한 뒤 다시 시도하세요."


class WrongCode(Refused):
    """That code is not right, or it was used already; wait for the next one."""

    code = "wrong_code"
    status = 401
    message_ko = "코드가 맞지 않거나 이미 쓴 코드입니다. 다음 코드를 넣으세요."


class WrongPasskey(Refused):
    """This passkey was not accepted; try again or use another."""

    code = "wrong_passkey"
    status = 401
    message_ko = "패스키가 확인되지 않았습니다. 다시 하거나 다른 것을 쓰세요."


class SetupCodeWrong(Refused):
    """This one-time code is unknown, used or expired; ask for a new one."""

    code = "setup_code_wrong"
    status = 410
    message_ko = "일회용 코드가 없거나, 이미 썼거나, 기한이 지났습니다. 새 코드를 받으세요."


class SlowDown(Refused):
    """Too many attempts; wait a little and try again."""

    code = "slow_down"
    status = 429
    message_ko = "시도가 너무 많습니다. 잠시 뒤에 다시 시도하세요."


# --- devices at the door ----------------------------------------------------------------


class UnknownDevice(Refused):
    """This device is not enrolled here."""

    code = "unknown_device"
    status = 401
    message_ko = "등록되지 않은 기기입니다."


class BadSignature(Refused):
    """The signature of this request does not verify."""

    code = "bad_signature"
    status = 401
    message_ko = "요청의 서명이 확인되지 않습니다."


class ClockOff(Refused):
    """The signature time is more than 300 s from the hub's clock."""

    code = "clock_off"
    status = 401
    message_ko = "서명 시각이 허브 시각과 300초 이상 다릅니다."


class DigestMismatch(Refused):
    """The content digest does not match the body."""

    code = "digest_mismatch"
    status = 400
    message_ko = "본문과 Content-Digest가 맞지 않습니다."


class Malformed(Refused):
    """The body does not have the documented shape."""

    code = "malformed"
    status = 400
    message_ko = "본문의 형식이 올바르지 않습니다."


class NotJson(Refused):
    """The body must be application/json."""

    code = "not_json"
    status = 415
    message_ko = "본문은 application/json이어야 합니다."


class TooLarge(Refused):
    """The body is larger than 1 MiB."""

    code = "too_large"
    status = 413
    message_ko = "본문이 1 MiB보다 큽니다."


class TooMany(Refused):
    """A batch holds 1 to 500 observations."""

    code = "too_many"
    status = 400
    message_ko = "한 번에 보낼 수 있는 관측은 1~500건입니다."


class Implausible(Refused):
    """An observation holds a value that cannot be."""

    code = "implausible"
    status = 422
    message_ko = "있을 수 없는 값이 들어 있습니다."


class FromTheFuture(Refused):
    """An observation is more than 5 min ahead of its own batch's clock."""

    code = "from_the_future"
    status = 422
    message_ko = "관측 시각이 전송 시각보다 5분 넘게 앞섭니다."


class NumberReused(Refused):
    """This number already names another observation of the device."""

    code = "number_reused"
    status = 409
    message_ko = "같은 번호가 이미 다른 관측에 쓰였습니다."


class Revoked(Refused):
    """This device was revoked."""

    code = "revoked"
    status = 403
    message_ko = "사용이 중지된 기기입니다."


class CodeUnknown(Refused):
    """There is no such enrolment code."""

    code = "code_unknown"
    status = 404
    message_ko = "해당 등록 코드가 없습니다."


class CodeExpired(Refused):
    """This enrolment code has expired; ask for a new one."""

    code = "code_expired"
    status = 410
    message_ko = "등록 코드의 유효 시간이 지났습니다. 새 코드를 받으세요."


class CodeUsed(Refused):
    """This enrolment code was already used."""

    code = "code_used"
    status = 409
    message_ko = "이미 사용한 등록 코드입니다."


class AlreadyEnrolled(Refused):
    """This device already delivers; revoke it and set up a new one."""

    code = "already_enrolled"
    status = 409
    message_ko = "이미 작동 중인 기기입니다. 사용을 중지하고 새 기기를 등록하세요."


class ServiceEnded(Refused):
    """The service for this resident has ended."""

    code = "service_ended"
    status = 409
    message_ko = "이 대상자의 서비스는 종료되었습니다."


class Busy(Refused):
    """The hub has more to write than it can; try again shortly."""

    code = "busy"
    status = 503
    message_ko = "허브가 바쁩니다. 잠시 뒤에 다시 시도하세요."
