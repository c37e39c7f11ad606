"""The settings of other servers that this one works with: mail, xAPI records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from config_media import LOCAL
from config_values import UnsafeSettings, flag, number, one_of


@dataclass(frozen=True)
class MailServer:
    """The server for reminders. `security`: `starttls`, `tls` (from the first byte), `none`."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    security: str


@dataclass(frozen=True)
class RecordStore:
    """The store for xAPI 1.0.3 statements. `endpoint` has no slash at its end; with `names`, the
    statements have people's names.
    """

    endpoint: str
    key: str
    secret: str
    names: bool


def read_mail_server(env: Mapping[str, str]) -> MailServer | None:
    """Return the mail server; None if the operator has not named one."""
    host = env.get("SMTP_HOST", "").strip()
    if not host:
        return None
    security = one_of(env, "SMTP_SECURITY", ("starttls", "tls", "none"))
    user, sender = env.get("SMTP_USER", ""), env.get("SMTP_SENDER", "").strip()
    if not sender.isascii() or not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", sender):
        raise UnsafeSettings(
            "SMTP_SENDER must be the address that mail comes from: webinar@example.org"
        )
    if user and security == "none" and host not in LOCAL:
        raise UnsafeSettings(
            "SMTP_PASSWORD would travel readably: set SMTP_SECURITY to starttls or tls."
        )
    port = number(env, "SMTP_PORT", {"starttls": 587, "tls": 465, "none": 25}[security])
    return MailServer(host, port, user, env.get("SMTP_PASSWORD", ""), sender, security)


def read_record_store(env: Mapping[str, str]) -> RecordStore | None:
    """Return the record store; None if the operator has not named one."""
    endpoint = env.get("LRS_ENDPOINT", "").strip().rstrip("/")
    if not endpoint:
        return None
    parts = urlsplit(endpoint)
    is_local = parts.scheme == "http" and parts.hostname in LOCAL
    if not parts.hostname or parts.username or not (parts.scheme == "https" or is_local):
        raise UnsafeSettings(
            "LRS_ENDPOINT must be an https address without a name in it: https://lrs.example.org/xapi"
        )
    key, secret = env.get("LRS_KEY", "").strip(), env.get("LRS_SECRET", "")
    if not key or not secret:
        raise UnsafeSettings("LRS_ENDPOINT needs LRS_KEY and LRS_SECRET, which the store gives.")
    return RecordStore(endpoint, key, secret, flag(env, "LRS_NAMES"))
