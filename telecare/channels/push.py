"""The Web Push channel: a knock at a browser, through its maker's service.

RFC 8030 (the POST), RFC 8291 (the payload is encrypted for the browser alone) and RFC 8292
(VAPID: the hub says who it is). The payload is `{"n": notification id}` and a word for how
urgent it is: the service sees neither, and the screen asks the hub for the rest.
"""

import json
from datetime import timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from telecare import clock
from telecare.protocol.hooks import Line, Message
from telecare.protocol.vapid import private_key
from telecare.records.notifications import NotificationState

TIMEOUT_S: Final = 10
TTL_S: Final = 900  # as long as the link; a knock that comes later is of no use
VAPID_FOR: Final = timedelta(hours=1)
CONTACT: Final = "mailto:operator@telecare.invalid"  # RFC 8292, 2.1: to write to
GONE: Final = frozenset({404, 410})
LATER: Final = frozenset({408, 413, 429})


def deliver(message: Message, line: Line) -> tuple[NotificationState, str]:
    """Knock once; a subscription that is gone is told so, and is not tried again."""
    import requests  # noqa: PLC0415 - these take a third of a second of every start
    from py_vapid import Vapid  # noqa: PLC0415
    from pywebpush import WebPushException, webpush  # noqa: PLC0415

    try:
        subscription: dict[str, Any] = json.loads(message.to)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(subscription["endpoint"]))
        answer = webpush(
            subscription_info=subscription,
            data=json.dumps({"n": message.id, "urgent": message.urgent}),
            vapid_private_key=Vapid(private_key(bytes.fromhex(line.secret))),
            vapid_claims={
                "sub": CONTACT,
                "aud": origin,
                "exp": int((clock.now() + VAPID_FOR).timestamp()),
            },
            headers={"Urgency": "high" if message.urgent else "normal"},
            ttl=TTL_S,
            timeout=TIMEOUT_S,
        )
    except WebPushException as refusal:
        status = getattr(refusal.response, "status_code", 0)
    except (requests.RequestException, KeyError, ValueError, TypeError):
        return NotificationState.FAILED, "not_taken"
    else:
        status = getattr(answer, "status_code", 0)
    return _outcome(status)


def _outcome(status: int) -> tuple[NotificationState, str]:
    if status // 100 == 2:  # noqa: PLR2004 - 2xx
        return NotificationState.ACCEPTED, "accepted"
    if status in GONE:
        return NotificationState.FAILED, "gone"
    if 400 <= status < 500 and status not in LATER:  # noqa: PLR2004 - 4xx
        return NotificationState.FAILED, "refused"
    return NotificationState.FAILED, "not_taken"
