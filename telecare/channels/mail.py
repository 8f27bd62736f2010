"""The mail channel: a message by SMTP, over TLS unless the server is this very machine.

Settings: `host`, `port`, `from`, `user` (empty: no login), `tls` ("starttls", "tls" or "none";
none only to a loopback address or where the site says so). The secret is the password.
"""

import smtplib
import ssl
from email.message import EmailMessage
from typing import Final

from telecare.protocol.hooks import Line, Message
from telecare.records.notifications import NotificationState

TIMEOUT_S: Final = 10
NO_SUCH_ADDRESS: Final = range(550, 555)  # RFC 5321, 4.2.3: the mailbox, not the server


def deliver(message: Message, line: Line) -> tuple[NotificationState, str]:
    """Hand one mail to the server; return what became of it. A server's words are not kept."""
    try:
        with _server(line) as server:
            if user := line.settings.get("user"):
                server.login(user, line.secret)
            server.send_message(_mail(message, line))
    except smtplib.SMTPRecipientsRefused as refusal:
        codes = [code for code, _ in refusal.recipients.values()]
        gone = bool(codes) and all(code in NO_SUCH_ADDRESS for code in codes)
        return NotificationState.FAILED, "no_such_address" if gone else "not_taken"
    except smtplib.SMTPAuthenticationError:
        return NotificationState.FAILED, "bad_login"
    except (smtplib.SMTPException, OSError, ValueError):
        return NotificationState.FAILED, "not_taken"
    return NotificationState.ACCEPTED, "accepted"


def _server(line: Line) -> smtplib.SMTP:
    host, port = line.settings["host"], int(line.settings.get("port") or 587)
    tls = line.settings.get("tls", "starttls")
    if tls == "tls":
        trust = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=trust)
    server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    if tls == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _mail(message: Message, line: Line) -> EmailMessage:
    """Return the mail; its id is the notification's: the same one twice can be told."""
    mail = EmailMessage()
    mail["Subject"] = message.subject
    mail["From"] = line.settings["from"]
    mail["To"] = message.to
    domain = line.settings["from"].rpartition("@")[2].strip(" >") or "telecare"
    mail["Message-ID"] = f"<{message.id}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answers to this
    if message.urgent:
        mail["Importance"] = "high"
    mail.set_content(message.text)
    return mail
