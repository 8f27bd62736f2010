"""What is refused about messages to people: links, addresses, providers, their signatures.

The same four faces as in `errors`; apart from it only so that neither file outgrows a sitting.
"""

from telecare.errors import Refused


class LinkOver(Refused):
    """This link has been used or its time is over; sign in and look at the board."""

    code = "link_over"
    status = 410
    message_ko = "이미 쓴 링크이거나 유효 시간이 지났습니다. 접속해서 알림 목록을 보세요."


class NotYourLink(Refused):
    """This link was sent to somebody else than who is signed in here."""

    code = "not_your_link"
    status = 403
    message_ko = "지금 접속한 사람이 아닌 다른 사람에게 보낸 링크입니다."


class BadHook(Refused):
    """This report is not signed by a provider of ours, or its time is more than 300 s off."""

    code = "bad_hook"
    status = 401
    message_ko = "등록된 발신 서비스의 서명이 아니거나 시각이 300초 넘게 어긋납니다."


class UnknownMessage(Refused):
    """No message of this id went through this provider."""

    code = "unknown_message"
    status = 404
    message_ko = "이 발신 서비스로 보낸 그런 메시지가 없습니다."
