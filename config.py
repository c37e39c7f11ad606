"""Settings from the environment: one typed class, no logic beyond reading and refusing.

Every setting has a safe default; docs/operators.md explains each.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from config_media import LiveKit, MediaServer, Whip, read_media_server
from config_servers import MailServer, RecordStore, read_mail_server, read_record_store
from config_site import read_issuer_emblem, read_site_icon, read_site_name
from config_values import UnsafeSettings, flag, number, one_of

__all__ = [
    "ROOT",
    "LiveKit",
    "MailServer",
    "MediaServer",
    "RecordStore",
    "Settings",
    "UnsafeSettings",
    "Whip",
]

ROOT = Path(__file__).resolve().parent

# Keys from tutorials and public repositories: with these, anybody could sign sessions.
KNOWN_KEYS = frozenset(
    {"secret", "changeme", "change-me", "dev", "development", "test", "password", "key", "none"}
)
SHORTEST_KEY = 32  # characters


@dataclass(frozen=True)
class Settings:
    """`public_url` is the server's address for people; links are never built from a Host header."""

    production: bool
    demo: bool
    host: str
    port: int
    public_url: str
    extra_origins: tuple[str, ...]
    secret_key: str
    former_keys: tuple[str, ...]
    database_url: str
    message_queue: str | None
    instance: Path
    modules: Path
    static_dist: Path
    trusted_proxies: int
    transport: str
    max_connections: int
    exports_per_minute: int
    forgotten_after_minutes: int
    mail: MailServer | None
    lrs: RecordStore | None
    media_server: MediaServer | None
    signing_key_file: Path
    issuer_name: str
    issuer_emblem: Path | None
    site_name: str
    site_icon: Path | None
    log_level: str

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The secret key, then the former keys, newest first.

        The first key signs; what any of them signed is accepted.
        """
        return (self.secret_key, *reversed(self.former_keys))

    @property
    def origins(self) -> list[str]:
        """The exact origins from which a browser may connect."""
        parts = urlsplit(self.public_url)
        public_origin = f"{parts.scheme}://{parts.netloc}"
        hosts = [] if self.production else ["127.0.0.1", "localhost"]
        local = [f"http://{host}:{self.port}" for host in hosts]
        return list(dict.fromkeys([public_origin, *self.extra_origins, *local]))

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read the environment. Raises `UnsafeSettings`."""
        production = flag(env, "PRODUCTION")
        port = number(env, "PORT", 5000)
        instance = Path(env.get("INSTANCE", str(ROOT / "instance"))).resolve()
        settings = cls(
            production=production,
            demo=flag(env, "DEMO", default=not production),
            host=env.get("HOST", "127.0.0.1"),
            port=port,
            public_url=env.get("PUBLIC_URL", f"http://127.0.0.1:{port}").rstrip("/"),
            extra_origins=tuple(env.get("EXTRA_ORIGINS", "").split()),
            secret_key=_secret_key(env, instance, production),
            former_keys=_former_keys(env),
            database_url=env.get("DATABASE_URL", f"sqlite:///{instance / 'webinar.sqlite3'}"),
            message_queue=env.get("MESSAGE_QUEUE") or None,
            instance=instance,
            modules=Path(env.get("MODULES", str(ROOT / "modules"))).resolve(),
            static_dist=ROOT / "static" / "dist",
            trusted_proxies=number(env, "TRUSTED_PROXIES", 0),
            transport=one_of(env, "TRANSPORT", ("direct", "library")),
            max_connections=number(env, "MAX_CONNECTIONS", 10000),
            exports_per_minute=number(env, "EXPORTS_PER_MINUTE", 6),
            forgotten_after_minutes=number(env, "FORGOTTEN_AFTER_MINUTES", 60),
            mail=read_mail_server(env),
            lrs=read_record_store(env),
            media_server=read_media_server(env),
            signing_key_file=_signing_key_file(env, instance),
            issuer_name=env.get("ISSUER_NAME", "").strip(),
            issuer_emblem=read_issuer_emblem(env),
            site_name=read_site_name(env),
            site_icon=read_site_icon(env),
            log_level=one_of(env, "LOG_LEVEL", ("info", "debug")),
        )
        settings._refuse_unsafe(env)
        return settings

    def _refuse_unsafe(self, env: Mapping[str, str]) -> None:
        if self.production and "PUBLIC_URL" not in env:
            raise UnsafeSettings("Set PUBLIC_URL to the address at which people reach the server.")
        if self.production and not self.is_https and not flag(env, "ALLOW_INSECURE_HTTP"):
            raise UnsafeSettings(
                "PUBLIC_URL is not https. Put a proxy with TLS in front, or, on a closed network, "
                "set ALLOW_INSECURE_HTTP=1."
            )
        if number(env, "WEB_CONCURRENCY", 1) > 1 and self.message_queue is None:
            raise UnsafeSettings(
                "Several processes need MESSAGE_QUEUE (redis://…) and a proxy with sticky sessions."
            )


def _signing_key_file(env: Mapping[str, str], instance: Path) -> Path:
    """Return the file of the certificates' signing key; by default, the first issue creates it."""
    path = env.get("SIGNING_KEY_FILE", "").strip()
    if path and not Path(path).is_file():
        raise UnsafeSettings(
            f"SIGNING_KEY_FILE: there is no file {path}. Make one with: "
            "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out key.pem"
        )
    return Path(path).resolve() if path else instance / "signing" / "key.pem"


def _secret_key(env: Mapping[str, str], instance: Path, production: bool) -> str:
    """Return SECRET_KEY; if it is unset outside production, a key that the first start creates."""
    key = env.get("SECRET_KEY", "")
    if key:
        if _is_weak(key):
            raise UnsafeSettings(
                f"SECRET_KEY is known or shorter than {SHORTEST_KEY} characters. Make one with: "
                'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        return key
    if production:
        raise UnsafeSettings(
            "SECRET_KEY is missing. Make one and keep it in the environment: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    return _own_key(instance)


def _former_keys(env: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys before the current one, oldest first."""
    keys = env.get("SECRET_KEY_FALLBACKS", "").split()
    if any("," in key for key in keys):
        raise UnsafeSettings("SECRET_KEY_FALLBACKS has a comma: separate the keys by spaces.")
    if any(map(_is_weak, keys)):
        raise UnsafeSettings(
            "SECRET_KEY_FALLBACKS has a key that is known or shorter than "
            f"{SHORTEST_KEY} characters: leave it out. Whatever it signed ends."
        )
    return tuple(keys)


def _is_weak(key: str) -> bool:
    return key.lower() in KNOWN_KEYS or len(key) < SHORTEST_KEY or len(set(key)) < 8


def _own_key(instance: Path) -> str:
    path = instance / "secret_key"
    if not path.exists():
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text()
