"""The settings of the media server that may carry the voice: LiveKit, or any with WHIP and WHEP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from config_values import UnsafeSettings

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
# LiveKit demands as much, because anybody who guesses the secret can sign tokens.
SHORTEST_SECRET = 32  # characters
# Stands in WHIP_URL and WHEP_URL for the path of a channel.
PATH = "{path}"


@dataclass(frozen=True)
class LiveKit:
    """A LiveKit server. `url` begins with wss, or ws on this machine."""

    url: str
    key: str
    secret: str

    @property
    def origins(self) -> tuple[str, ...]:
        """The origin to which browsers connect, and at which they ask why that failed."""
        origin = _origin_of(self.url)
        return origin, origin.replace("ws", "http", 1)


@dataclass(frozen=True)
class Whip:
    """A media server that takes sound by WHIP and gives it by WHEP.

    Both addresses contain `{path}` once, where each turn of a channel has a path of its own.
    """

    whip_url: str
    whep_url: str
    secret: str

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins to which browsers connect."""
        return tuple(dict.fromkeys((_origin_of(self.whip_url), _origin_of(self.whep_url))))


MediaServer = LiveKit | Whip


def read_media_server(env: Mapping[str, str]) -> MediaServer | None:
    """Return the media server; None if the operator has not named one."""
    livekit, whip = _read_livekit(env), _read_whip(env)
    if livekit is not None and whip is not None:
        raise UnsafeSettings(
            "LIVEKIT_URL and WHIP_URL are both set: name one media server for the voice, not two."
        )
    return livekit or whip


def _read_livekit(env: Mapping[str, str]) -> LiveKit | None:
    address = env.get("LIVEKIT_URL", "").strip().rstrip("/")
    if not address:
        return None
    url = re.sub("^http", "ws", address)
    if not _is_safe(url, "ws"):
        raise UnsafeSettings(
            "LIVEKIT_URL must be a wss or https address without a name in it: "
            "wss://livekit.example.org"
        )
    key = env.get("LIVEKIT_KEY", "").strip()
    if not key or not env.get("LIVEKIT_SECRET", "").strip():
        raise UnsafeSettings(
            "LIVEKIT_URL needs LIVEKIT_KEY and LIVEKIT_SECRET, a pair from the file of that server."
        )
    return LiveKit(url, key, _read_secret(env, "LIVEKIT_SECRET"))


def _read_whip(env: Mapping[str, str]) -> Whip | None:
    urls = {
        "WHIP_URL": env.get("WHIP_URL", "").strip(),
        "WHEP_URL": env.get("WHEP_URL", "").strip(),
    }
    if not any(urls.values()):
        return None
    for name, url in urls.items():
        if not _is_safe(url, "http") or urlsplit(url).path.count(PATH) != 1 or url.count("{") != 1:
            raise UnsafeSettings(
                f"{name} must be an https address with {PATH} where the path of a channel "
                f"belongs: https://media.example.org/{PATH}/{name[:4].lower()}"
            )
    return Whip(urls["WHIP_URL"], urls["WHEP_URL"], _read_secret(env, "WHIP_SECRET"))


def _read_secret(env: Mapping[str, str], name: str) -> str:
    secret = env.get(name, "").strip()
    if len(secret) < SHORTEST_SECRET:
        raise UnsafeSettings(f"{name} is shorter than {SHORTEST_SECRET} characters.")
    return secret


def _is_safe(url: str, scheme: str) -> bool:
    """Return whether the address is encrypted or on this machine, and contains no user name."""
    parts = urlsplit(url)
    is_local = parts.scheme == scheme and parts.hostname in LOCAL
    is_encrypted = parts.scheme == f"{scheme}s"
    return bool(parts.hostname) and not parts.username and (is_encrypted or is_local)


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
