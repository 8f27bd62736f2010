"""What is refused about work in bulk, tasks and visits.

The same four faces as in `errors`; apart from it only so that neither file outgrows a sitting.
"""

from telecare.errors import Refused


class OneByOne(Refused):
    """An emergency is finished by itself, after somebody has made sure of the person."""

    code = "one_by_one"
    status = 409
    message_ko = "긴급(P1) 알림은 대상자를 확인한 뒤 하나씩 마칩니다."


class NotYourVisit(Refused):
    """This visit was written by somebody else; only they can send it."""

    code = "not_your_visit"
    status = 409
    message_ko = "다른 사람이 적은 방문 결과입니다. 적은 사람이 접속해서 보내야 합니다."


class VisitDiffers(Refused):
    """A visit of this number is kept already and says something else; write a new one."""

    code = "visit_differs"
    status = 409
    message_ko = "같은 번호의 방문 결과가 다른 내용으로 이미 있습니다. 새로 적으세요."
