"""Checks of the settings and of the machine."""

from __future__ import annotations

import ipaddress
import os
import shutil
import smtplib
import ssl
import stat
import sys
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from config import ROOT, SHORTEST_KEY, Settings
from webinar.content.handouts import fonts
from webinar.content.lessons.library import lint_library
from webinar.kit.descriptors import RESERVE, connections_within, most_files
from webinar.kit.mail import connect
from webinar.operate.commands.findings import Finding, look, ok, problem

_GIB = 1024**3
LEAST_FREE_BYTES = 1 * _GIB


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Yield findings about the settings alone: addresses, keys, proxies and the mode."""
    yield _address(settings)
    yield _key(settings)
    yield _proxies(settings)
    if settings.production and settings.demo:
        yield problem(
            "demo",
            "DEMO is on in production",
            "Unset DEMO: anybody who can read the log can sign in.",
        )
    elif not settings.production:
        remedy = "Set PRODUCTION=1 if others rely on this server."
        yield look("production", "off: this server is only for trying things out", remedy)
    else:
        yield ok("production", "on, without the demo")
    if settings.production:
        yield _issuer(settings)


def _address(settings: Settings) -> Finding:
    host = urlsplit(settings.public_url).hostname or ""
    if settings.is_https or host in ("localhost", "127.0.0.1", "::1"):
        return ok("PUBLIC_URL", settings.public_url)
    if _is_private(host):
        remedy = "Anybody on the network can read names and votes: put a proxy with TLS in front."
        return look("PUBLIC_URL", f"{settings.public_url} is not https", remedy)
    return problem(
        "PUBLIC_URL",
        f"{settings.public_url} is not https",
        "Put a proxy with TLS in front (docs/operators.md); set PUBLIC_URL to its https address.",
    )


def _is_private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def _key(settings: Settings) -> Finding:
    if len(settings.secret_key) < SHORTEST_KEY or len(set(settings.secret_key)) < 12:
        remedy = "Make a new one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        return problem("SECRET_KEY", "it is short or has few different characters", remedy)
    former = (
        f"; {len(settings.former_keys)} former keys are accepted, too"
        if settings.former_keys
        else ""
    )
    return ok("SECRET_KEY", f"{len(settings.secret_key)} characters{former}")


def _issuer(settings: Settings) -> Finding:
    if settings.issuer_name:
        return ok("ISSUER_NAME", settings.issuer_name)
    host = urlsplit(settings.public_url).hostname
    remedy = "Set it to the institution's name: issued badges keep the name they were issued with."
    return look("ISSUER_NAME", f"not set: badges name {host} as their issuer", remedy)


def _proxies(settings: Settings) -> Finding:
    is_local = settings.host in ("127.0.0.1", "::1", "localhost")
    if settings.is_https and settings.trusted_proxies == 0:
        remedy = "Set TRUSTED_PROXIES to the number of proxies; else all clients share one address."
        return problem("TRUSTED_PROXIES", "0, but PUBLIC_URL is a proxy's address", remedy)
    if settings.trusted_proxies and not is_local:
        remedy = "Set HOST=127.0.0.1: clients that bypass the proxy can forge their address."
        return look(
            "TRUSTED_PROXIES", f"{settings.trusted_proxies}, but HOST is {settings.host}", remedy
        )
    return ok("TRUSTED_PROXIES", str(settings.trusted_proxies))


def check_machine(settings: Settings) -> Iterator[Finding]:
    """Yield findings about Python, limits, folders, disk, assets, fonts, modules and clock."""
    yield _python()
    yield _files(settings)
    yield _folder(settings)
    yield _space(settings.instance)
    yield _assets()
    yield _fonts()
    yield _modules(settings.modules)
    yield _clock()


def _python() -> Finding:
    observation = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11, 5):
        return problem(
            "Python", observation, "Install Python 3.11.5 or newer, then run ./run --set-up."
        )
    return ok("Python", observation)


def _files(settings: Settings) -> Finding:
    connections, most = settings.max_connections, most_files(settings.max_connections)
    served = connections_within(connections, most)
    if served < connections:
        remedy = (
            f"Set LimitNOFILE={connections + RESERVE} in the unit, or MAX_CONNECTIONS to {served}."
        )
        observation = f"limit {most}: only {served} connections at once instead of {connections}"
        return look("open files", observation, remedy)
    return ok("open files", f"enough for {connections} connections")


def _folder(settings: Settings) -> Finding:
    instance = settings.instance
    if not instance.is_dir():
        return look("INSTANCE", f"{instance} does not exist yet", "The first start creates it.")
    mode = stat.S_IMODE(instance.stat().st_mode)
    if not os.access(instance, os.W_OK):
        return problem(
            "INSTANCE", f"{instance} is not writable", f"Run: chown -R webinar {instance}"
        )
    if mode & 0o077:
        remedy = f"Run chmod 700 {instance}: other users of this machine can read names and keys."
        report = problem if settings.production else look
        return report("INSTANCE", f"{instance} has the mode {mode:o}", remedy)
    return ok("INSTANCE", f"{instance}, mode {mode:o}")


def _space(instance: Path) -> Finding:
    folder = next(parent for parent in (instance, *instance.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    observation = f"{free / _GIB:.1f} GiB free"
    if free < LEAST_FREE_BYTES:
        return problem(
            "disk",
            observation,
            "Free some space: below 0.5 GiB no voice is recorded, and with a full disk the server "
            "cannot answer.",
        )
    return ok("disk", observation)


def _assets() -> Finding:
    folder = ROOT / "static" / "dist"
    if not any(folder.glob("participant-*.js")):
        return problem("scripts and styles", f"{folder} is empty", "Run ./run --set-up.")
    return ok("scripts and styles", f"{len(list(folder.iterdir()))} files")


def _fonts() -> Finding:
    try:
        font_set = fonts.load()
    except Exception as error:
        return problem("typst", f"it does not load ({error})", "Run ./run --set-up.")
    if not font_set.has_arabic:
        remedy = "Run ./run --set-up with network access: PDFs in Dari need this font."
        return look("fonts", "the font for Arabic letters is missing", remedy)
    return ok("fonts", "typst's own, and one for Arabic letters")


def _modules(folder: Path) -> Finding:
    if not folder.is_dir():
        return problem(
            "modules", f"{folder} does not exist", "Set MODULES to the folder of the modules."
        )
    errors = [entry for entry in lint_library(folder) if entry.severity == "error"]
    if errors:
        return problem("modules", f"{len(errors)} errors", f"Run: webinar lint {folder}")
    return ok("modules", f"{folder}, no errors")


def _clock() -> Finding:
    """Check that this machine's wall clock runs as fast as its monotonic clock."""
    wall, steady = time.time(), time.monotonic()
    time.sleep(0.2)
    drift = (time.time() - wall) - (time.monotonic() - steady)
    if abs(drift) > 0.05:
        return problem(
            "clock", f"it jumped by {drift:.2f} s during the check", "Let NTP set it: timedatectl"
        )
    if time.gmtime().tm_year < 2025:
        return problem("clock", time.strftime("%Y-%m-%d"), "Set the clock: timedatectl")
    return ok("clock", time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime()))


def check_proxy(settings: Settings) -> Iterator[Finding]:
    """If PUBLIC_URL is https, compare the clock with that of the server that answers there."""
    if not settings.is_https:
        return
    try:
        request = Request(f"{settings.public_url}/healthz", method="HEAD")  # noqa: S310  the same
        with urlopen(request, timeout=5) as answer:  # noqa: S310  our own address
            proxy_time = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (OSError, ValueError, TypeError) as error:
        yield look("PUBLIC_URL answers", f"no ({error})", "Are the proxy and the server running?")
        return
    drift = time.time() - proxy_time
    if abs(drift) > 5:
        yield look(
            "clock of the proxy", f"{drift:.0f} s away from this machine's", "Let NTP set both."
        )
    else:
        yield ok("PUBLIC_URL answers", "yes")


def check_mail(settings: Settings) -> Finding:
    """Sign in to the mail server without sending anything."""
    if settings.mail is None:
        return look(
            "mail", "SMTP_HOST is not set", "Without a mail server, people copy letters by hand."
        )
    try:
        connection = connect(settings.mail, ssl.create_default_context())
        connection.quit()
    except smtplib.SMTPAuthenticationError:
        return problem(
            "mail", "the server refuses the password", "Check SMTP_USER and SMTP_PASSWORD."
        )
    except (OSError, smtplib.SMTPException) as error:
        remedy = "Check SMTP_HOST, SMTP_PORT and SMTP_SECURITY, and the firewall."
        return problem("mail", f"{settings.mail.host}:{settings.mail.port} ({error})", remedy)
    return ok("mail", f"{settings.mail.host}:{settings.mail.port} accepts the sign-in")
