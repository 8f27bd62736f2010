"""The webhook channel: a signed POST to an SMS modem, a SIP gateway or a service's adapter.

The contract is `telecare.protocol.hooks`. Settings: `url`. The secret is shared with the
service and signs both ways. It works on a closed network, with nothing outside.
"""

from typing import Final

import urllib3

from telecare import clock
from telecare.protocol.hooks import Line, Message, message_body, signed
from telecare.records.notifications import NotificationState

TIMEOUT: Final = urllib3.Timeout(connect=3, read=7)
POOL: Final = urllib3.PoolManager(num_pools=20, maxsize=8)
LATER: Final = frozenset({408, 425, 429})  # it may take the same message later
CONFLICT: Final = 409  # it has this message already
SERVER_FAULT: Final = 500


def deliver(message: Message, line: Line) -> tuple[NotificationState, str]:
    """Post one message; 2xx and 409 (seen before) mean that the service has taken it."""
    body = message_body(message)
    now_s = int(clock.now().timestamp())
    headers = signed(line.secret, now_s, body) | {"Idempotency-Key": message.id}
    try:
        answer = POOL.request(
            "POST", line.settings["url"], body=body, headers=headers, timeout=TIMEOUT,
            retries=False, redirect=False,
        )  # fmt: skip
    except (urllib3.exceptions.HTTPError, KeyError):
        return NotificationState.FAILED, "not_taken"
    return _outcome(answer.status)


def _outcome(status: int) -> tuple[NotificationState, str]:
    if status // 100 == 2 or status == CONFLICT:  # noqa: PLR2004 - 2xx
        return NotificationState.ACCEPTED, "accepted"
    if status in LATER or status >= SERVER_FAULT:
        return NotificationState.FAILED, "not_taken"
    if status == 410:  # noqa: PLR2004 - Gone: this number is no longer there
        return NotificationState.FAILED, "gone"
    return NotificationState.FAILED, "refused"
