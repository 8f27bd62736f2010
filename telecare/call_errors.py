"""What is refused about calls: ringing a tablet, a seat in a call, the picture itself.

The same four faces as in `errors`; apart from it only so that neither file outgrows a sitting.
"""

from telecare.errors import Refused

# --- calls to a tablet ------------------------------------------------------------------


class NoTablet(Refused):
    """This home has no tablet in use."""

    code = "no_tablet"
    status = 409
    message_ko = "이 댁에는 사용 중인 태블릿이 없습니다."


class NotClaimed(Refused):
    """Claim the alert first; a tablet is called from the alert one looks after."""

    code = "not_claimed"
    status = 409
    message_ko = "먼저 알림을 담당하세요. 태블릿은 담당한 알림에서 부릅니다."


class InACall(Refused):
    """You are in another call; end it first."""

    code = "in_a_call"
    status = 409
    message_ko = "다른 통화 중입니다. 그 통화를 먼저 끝내세요."


class NoCall(Refused):
    """You are in no call."""

    code = "no_call"
    status = 404
    message_ko = "지금은 통화가 없습니다."


class CallOver(Refused):
    """This call has moved on, so that is no longer possible."""

    code = "call_over"
    status = 409
    message_ko = "통화 상태가 바뀌어 이제 그렇게 할 수 없습니다."


class NotSpoken(Refused):
    """The two of you have not spoken in this call, so nothing can have been agreed in it."""

    code = "not_spoken"
    status = 409
    message_ko = "연결되지 않은 통화에서는 본인 확인과 동의를 남길 수 없습니다."


class NotAgreed(Refused):
    """This was not agreed with the resident, so the tablet does not answer by itself."""

    code = "not_agreed"
    status = 403
    message_ko = "대상자와 약속하지 않아 태블릿이 스스로 받지 않습니다."


class SeatRefused(Refused):
    """This seat in the call has run out or is somebody else's; ask for it again."""

    code = "seat_refused"
    status = 401
    message_ko = "통화 자리의 유효 시간이 지났거나 다른 사람의 자리입니다. 다시 요청하세요."


class MediaAway(Refused):
    """The picture service is restarting; try again."""

    code = "media_away"
    status = 503
    message_ko = "영상 서비스가 다시 시작하고 있습니다. 다시 시도하세요."


class BadOffer(Refused):
    """The browser's description of its picture and sound cannot be used."""

    code = "bad_offer"
    status = 400
    message_ko = "브라우저가 보낸 영상·음성 정보를 쓸 수 없습니다."


# --- the caller's own picture -----------------------------------------------------------


class NoPortrait(Refused):
    """There is no picture to show."""

    code = "no_portrait"
    status = 404
    message_ko = "보여 줄 사진이 없습니다."


class PictureTooLarge(Refused):
    """The picture is larger than 64 kB; make it smaller."""

    code = "picture_too_large"
    status = 413
    message_ko = "사진이 64 kB보다 큽니다. 더 작게 줄이세요."


class NoPicture(Refused):
    """This is no picture; send a WebP, JPEG or PNG file."""

    code = "no_picture"
    status = 422
    message_ko = "사진이 아닙니다. WebP, JPEG, PNG 파일을 보내세요."
