"""`webinar captions …`: tokens for programs that write captions."""

from __future__ import annotations

import click
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.languages import LANGUAGES
from webinar.kit.opening import open_migrated, reports_refusals
from webinar.kit.tokens import read_code
from webinar.live.sound.channels import FLOOR
from webinar.live.transcription.sources import issue_token, revoke_token
from webinar.room.rooms.models import Room, RoomState
from webinar.room.rooms.queries import find_room

_LANGUAGE = click.option(
    "--language", type=click.Choice([*LANGUAGES]), required=True, help="Language of the captions."
)


@click.group()
def captions() -> None:
    """Let programs hear a channel and write its captions: docs/captions.md."""


@captions.command()
@click.argument("code")
@_LANGUAGE
@click.option(
    "--channel",
    type=click.Choice([FLOOR, *LANGUAGES]),
    default=FLOOR,
    show_default=True,
    help="Channel to hear: the floor, or that of an interpreter's language.",
)
@reports_refusals
def allow(code: str, language: str, channel: str) -> None:
    """Print a token for the session CODE; it ends with the session.

    An earlier token for the same language ends now.
    """

    def work(db: Session) -> str:
        room = _session(db, code)
        if room.state is RoomState.ENDED:
            raise click.ClickException("The session is over.")
        return issue_token(db, room, channel, language, clock.now())

    click.echo(open_migrated().write(work))


@captions.command()
@click.argument("code")
@_LANGUAGE
@reports_refusals
def revoke(code: str, language: str) -> None:
    """End the token for a language of the session CODE, and the program's connection."""
    if not open_migrated().write(lambda db: revoke_token(db, _session(db, code), language)):
        raise click.ClickException("There is no token for this language.")


def _session(db: Session, code: str) -> Room:
    room = find_room(db, read_code(code))
    if room is None:
        raise click.ClickException(f"There is no session with the code {code}.")
    return room
