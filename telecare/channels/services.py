"""The channel through other people's services, by Apprise.

The secret is one Apprise URL in which `{to}` stands for the telephone number or mail address,
as in `twilio://SID:TOKEN@FROM/{to}`; a URL without it always goes to the same place. Apprise
tells only whether the service took the message, so nothing more is promised here.
"""

from typing import Final
from urllib.parse import quote

from telecare.protocol.hooks import Line, Message
from telecare.records.notifications import NotificationState

PLACE: Final = "{to}"


def deliver(message: Message, line: Line) -> tuple[NotificationState, str]:
    """Hand one message to the service behind the URL."""
    import apprise  # noqa: PLC0415 - a sixth of a second of every start, for few sites

    service = apprise.Apprise.instantiate(
        line.secret.replace(PLACE, quote(message.to, safe="@+")), suppress_exceptions=True
    )
    if service is None:
        return NotificationState.FAILED, "refused"  # no service of this name or shape
    taken = service.notify(
        body=message.text,
        title=message.subject if message.channel == "mail" else "",
        notify_type=apprise.NotifyType.WARNING if message.urgent else apprise.NotifyType.INFO,
    )
    if taken:
        return NotificationState.ACCEPTED, "accepted"
    return NotificationState.FAILED, "not_taken"
