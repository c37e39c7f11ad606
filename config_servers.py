"""The settings of other servers that this one works with: mail, xAPI records, media."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from config_values import UnsafeSettings, flag, number, one_of

_LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
# LiveKit demands as much, because anybody who guesses the secret can sign tokens.
SHORTEST_SECRET = 32  # characters


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


@dataclass(frozen=True)
class MediaServer:
    """The LiveKit server that may carry voice. `url` begins with wss, or ws on this machine."""

    url: str
    key: str
    secret: str

    @property
    def origins(self) -> tuple[str, str]:
        """The origin to which browsers connect, and at which they ask why that failed."""
        parts = urlsplit(self.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        return origin, origin.replace("ws", "http", 1)


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
    if user and security == "none" and host not in _LOCAL:
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
    is_local = parts.scheme == "http" and parts.hostname in _LOCAL
    if not parts.hostname or parts.username or not (parts.scheme == "https" or is_local):
        raise UnsafeSettings(
            "LRS_ENDPOINT must be an https address without a name in it: https://lrs.example.org/xapi"
        )
    key, secret = env.get("LRS_KEY", "").strip(), env.get("LRS_SECRET", "")
    if not key or not secret:
        raise UnsafeSettings("LRS_ENDPOINT needs LRS_KEY and LRS_SECRET, which the store gives.")
    return RecordStore(endpoint, key, secret, flag(env, "LRS_NAMES"))


def read_media_server(env: Mapping[str, str]) -> MediaServer | None:
    """Return the media server; None if the operator has not named one."""
    address = env.get("LIVEKIT_URL", "").strip().rstrip("/")
    if not address:
        return None
    url = re.sub("^http", "ws", address)
    parts = urlsplit(url)
    is_local = parts.scheme == "ws" and parts.hostname in _LOCAL
    if not parts.hostname or parts.username or not (parts.scheme == "wss" or is_local):
        raise UnsafeSettings(
            "LIVEKIT_URL must be a wss or https address without a name in it: "
            "wss://livekit.example.org"
        )
    key, secret = env.get("LIVEKIT_KEY", "").strip(), env.get("LIVEKIT_SECRET", "").strip()
    if not key or not secret:
        raise UnsafeSettings(
            "LIVEKIT_URL needs LIVEKIT_KEY and LIVEKIT_SECRET, a pair from the file of that server."
        )
    if len(secret) < SHORTEST_SECRET:
        raise UnsafeSettings(f"LIVEKIT_SECRET is shorter than {SHORTEST_SECRET} characters.")
    return MediaServer(url, key, secret)
