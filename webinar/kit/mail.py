"""Sending letters by the operator's mail server. Other tasks run while its sockets wait."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import NamedTuple

from config import MailServer

# Seconds for one answer and for all letters of a call. Together they are less than a form's
# request may take.
ANSWER_SECONDS = 8
ALL_SECONDS = 18


class Invitation(NamedTuple):
    """A calendar object with this iTIP method (RFC 5546): `REQUEST` or `CANCEL`."""

    method: str
    content: bytes


class Attachment(NamedTuple):
    """A PDF with the name under which mail programs save it."""

    name: str
    pdf: bytes


class Mail(NamedTuple):
    """A mail. `id` is the caller's own number for it; `calendar` is an ICS file.

    `html` has the same words as `text`. `invitation` is for calendars that read it from the mail.
    `answers_to` is the name and address of the person who reads answers, since mail to the server's
    own address may go unread.
    """

    id: int
    to: str
    subject: str
    text: str
    html: str
    language: str
    calendar: bytes = b""
    invitation: Invitation | None = None
    answers_to: tuple[str, str] = ("", "")
    attachment: Attachment | None = None


def send(
    server: MailServer, mails: Iterable[Mail], context: ssl.SSLContext | None = None
) -> Iterator[tuple[int, str]]:
    """Send each mail; yield its `id` and why it failed, or an empty string.

    The reasons are `unreachable`, `sign_in`, `recipient`, `refused`, `postponed` if the server asks
    to try again, and `later` if there was no time for the mail. `context` checks certificates; it
    is the machine's own unless given.
    """
    waiting = list(mails)
    deadline = time.monotonic() + ALL_SECONDS
    try:
        connection = connect(server, context or ssl.create_default_context())
    except smtplib.SMTPAuthenticationError:
        yield from ((mail.id, "sign_in") for mail in waiting)
        return
    except (OSError, smtplib.SMTPException):
        yield from ((mail.id, "unreachable") for mail in waiting)
        return
    try:
        for number, mail in enumerate(waiting):
            if time.monotonic() > deadline:
                yield from ((unsent.id, "later") for unsent in waiting[number:])
                return
            yield mail.id, _send(connection, server.sender, mail)
    finally:
        try:
            connection.quit()
        except (OSError, smtplib.SMTPException):
            connection.close()


def connect(server: MailServer, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=ANSWER_SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=ANSWER_SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=context)
        if server.user:
            connection.login(server.user, server.password)
    except BaseException:
        connection.close()
        raise
    return connection


def _send(connection: smtplib.SMTP, sender: str, mail: Mail) -> str:
    try:
        connection.send_message(_message(sender, mail), sender, [mail.to])
    except smtplib.SMTPRecipientsRefused as error:
        # A code below 500 asks to try again (RFC 5321, 4.2.1), such as for an unknown sender.
        codes = [code for code, _ in error.recipients.values()]
        return "postponed" if max(codes) < 500 else "recipient"
    except smtplib.SMTPNotSupportedError:
        return "recipient"
    except smtplib.SMTPServerDisconnected:
        return "unreachable"
    except smtplib.SMTPResponseException as error:
        return "postponed" if error.smtp_code < 500 else "refused"
    except smtplib.SMTPException:
        return "refused"
    except OSError:
        # It comes last, because the exceptions above are of its kind.
        return "unreachable"
    return ""


def _message(sender: str, mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = mail.subject
    message["From"], message["To"] = sender, mail.to
    name, address = mail.answers_to
    if address.isascii() and "@" in address:
        # Forms take some addresses that the library refuses, such as one with two dots in a row.
        with suppress(MessageError, ValueError):
            message["Reply-To"] = Address(name, addr_spec=address)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Content-Language"] = mail.language
    # No out-of-office notices, please.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.invitation is not None:
        # The last alternative (RFC 6047, 2.4): Outlook looks for it nowhere else. The content type
        # must name the character set, or Outlook reads ASCII.
        message.add_alternative(
            mail.invitation.content,
            maintype="text",
            subtype="calendar",
            params={"method": mail.invitation.method, "charset": "UTF-8"},
        )
    if mail.calendar:
        # Not `text/calendar`, or programs would take the attachment for another invitation.
        message.add_attachment(
            mail.calendar, maintype="application", subtype="ics", filename="sessions.ics"
        )
    if mail.attachment is not None:
        message.add_attachment(
            mail.attachment.pdf,
            maintype="application",
            subtype="pdf",
            filename=mail.attachment.name,
        )
    return message
