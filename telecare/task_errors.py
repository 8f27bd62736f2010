"""What is refused about work in bulk, tasks and visits.

The same four faces as in `errors`; apart from it only so that neither file outgrows a sitting.
"""

from telecare.errors import Refused


class OneByOne(Refused):
    """An emergency is finished by itself, after somebody has made sure of the person."""

    code = "one_by_one"
    status = 409
    message_ko = "긴급(P1) 알림은 대상자를 확인한 뒤 하나씩 마칩니다."
