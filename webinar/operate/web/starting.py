"""Starts the server: settings, database, first content, and the links to open."""

from __future__ import annotations

import argparse
import logging
import os
import socket
from collections.abc import Sequence
from io import StringIO

import segno
from sqlalchemy.orm import Session

from config import Settings, UnsafeSettings
from webinar.kit import tokens
from webinar.kit.web.services import Services
from webinar.operate.demo.actions import prepare_links
from webinar.operate.migrating import migrate
from webinar.operate.single_server import claim_database
from webinar.operate.web.app import create_app
from webinar.operate.web.serving import listen, serve
from webinar.people.accounts.actions import create_user, make_sign_in_link
from webinar.people.accounts.models import UserRole
from webinar.people.accounts.queries import all_users
from webinar.people.audit.actions import note

LINK_HOURS = 24.0


def main(arguments: Sequence[str]) -> None:
    """Start and serve. Unknown options are refused, so that a typing error starts no server."""
    options = _parser().parse_args(arguments)
    _prepare_log()
    if options.lan:
        _open_to_network()
    try:
        settings = Settings.from_env()
        logging.getLogger("webinar").setLevel(settings.log_level.upper())
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        # This variable keeps the lock for as long as the process serves.
        database_lock = claim_database(settings)
        listener = listen(settings.host, settings.port)
        app = create_app(settings)
    except (UnsafeSettings, ValueError) as unsafe:
        raise SystemExit(f"Not started: {unsafe}") from None
    except OSError as error:
        raise SystemExit(
            f"Not started: cannot listen on {settings.host}:{settings.port} ({error.strerror}). "
            "Another server may be running there; if so, choose another PORT."
        ) from None
    services: Services = app.extensions["webinar"]
    migrate(services.db)
    try:
        links = _links(services)
    except UnsafeSettings as unsafe:
        raise SystemExit(f"Not started: {unsafe}") from None
    services.db.write(lambda db: note(db, "server.started", None))
    print(links, flush=True)  # noqa: T201  the one thing a newcomer needs to see
    serve(app, settings, listener)
    if database_lock is not None:
        database_lock.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./run",
        description="Install what is missing, then serve until Ctrl-C.",
        epilog="Settings come from the environment; docs/operators.md lists them.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--lan",
        action="store_true",
        help="listen on all addresses, so that phones on the same network can join",
    )
    return parser


class _OneLine(logging.Formatter):
    """Escapes line breaks, so that text from strangers cannot begin a line in the log."""

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        return line.replace("\r", "\\r").replace("\n", "\\n")


def _prepare_log() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("alembic").setLevel(logging.WARNING)
    for name in ("engineio.server", "socketio.server"):
        # Without a level, these libraries add another handler, and each line appears twice.
        logging.getLogger(name).setLevel(logging.ERROR)


def _links(services: Services) -> str:
    """Return the links to print once ready; sign-in links work once."""
    if services.settings.demo:
        return _demo_links(services)
    return _admin_link(services)


def _demo_links(services: Services) -> str:
    url = services.settings.public_url
    links = services.db.write(lambda db: prepare_links(db, services.library, LINK_HOURS))
    join = f"{url}/join/{links.code}"
    lines = [
        "",
        f"  Presenter     {url}/welcome/{links.presenter}",
        f"  Participants  {join}   code {tokens.show_code(links.code)}",
        f"  Organiser     {url}/welcome/{links.organiser}",
        f"  Course        {url}/study/{links.course}   the same modules for self-study",
        "",
        "  The presenter's and organiser's links work once; a restart prints new ones.",
        f"  The buttons at {url} do the same as often as you like.",
    ]
    if services.settings.host in ("127.0.0.1", "localhost"):
        lines.append("  For phones on the same network: ./run --lan")
    return "\n".join(lines) + "\n\n" + _terminal_qr(join)


def _admin_link(services: Services) -> str:
    """Return production's link for the first administrator, until some account has a password."""
    token = services.db.write(_first_link)
    url = services.settings.public_url
    if token is None:
        return f"\n  Serving {url}\n"
    return f"\n  Serving {url}\n  First administrator's one-time link: {url}/welcome/{token}\n"


def _first_link(db: Session) -> str | None:
    users = all_users(db)
    if any(user.password_hash for user in users):
        return None
    admin = next((user for user in users if user.role is UserRole.ADMIN), None)
    if admin is None:
        admin = create_user(db, "admin@localhost.localdomain", "Administrator", UserRole.ADMIN)
    return make_sign_in_link(db, admin, "/password", LINK_HOURS)


def _terminal_qr(text: str) -> str:
    drawing = StringIO()
    segno.make(text, error="l", micro=False).terminal(drawing, compact=True)
    return drawing.getvalue()


def _open_to_network() -> None:
    """Listen on all addresses and print the one that phones of this network can reach."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # This sends nothing: connecting a datagram socket only finds its route.
            probe.connect(("192.0.2.1", 9))
            address = probe.getsockname()[0]
        except OSError:
            address = "127.0.0.1"
    os.environ.setdefault("HOST", "0.0.0.0")  # noqa: S104  asked for by --lan
    os.environ.setdefault("PUBLIC_URL", f"http://{address}:{os.environ.get('PORT', '5000')}")
