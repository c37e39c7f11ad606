"""`webinar rehearse`: simulated participants for a presenter who practises alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from webinar.kit.languages import LANGUAGES
from webinar.operate.rehearsal.arriving import Options
from webinar.operate.rehearsal.http import NotAdmitted, Unreachable
from webinar.operate.rehearsal.play import PlayOptions, play
from webinar.operate.rehearsal.report import table
from webinar.operate.rehearsal.run import run_rehearsal
from webinar.operate.rehearsal.wording import meaning


def _languages(_context: object, _parameter: object, value: str) -> tuple[str, ...]:
    tags = tuple(tag.strip() for tag in value.split(",") if tag.strip())
    unknown = [tag for tag in tags if tag not in LANGUAGES]
    if unknown or not tags:
        raise click.BadParameter(f"give one or more of {', '.join(LANGUAGES)}, separated by commas")
    return tags


def _own_address() -> str:
    """Return the address of the server on this machine that has the same settings."""
    return f"http://127.0.0.1:{os.environ.get('PORT', '5000')}"


@click.command()
@click.option(
    "--url",
    default=_own_address,
    show_default="http://127.0.0.1:PORT, with the PORT of the settings",
    help="Address of the server.",
)
@click.option("--code", help="Code of a session that you present yourself.")
@click.option(
    "--play",
    "link",
    metavar="LINK",
    help="Play the hosts, too, in a new session. LINK is the sign-in link of an administrator"
    " without a password, because the rehearsal cannot enter one.",
)
@click.option(
    "--module",
    default="programme",
    show_default=True,
    help="With --play: the module or programme to play.",
)
@click.option(
    "--participants",
    type=click.IntRange(1, 500),
    default=30,
    show_default=True,
    help="Number of simulated participants.",
)
@click.option(
    "--languages",
    default="ru,kk,en",
    show_default=True,
    callback=_languages,
    help="Languages of the participants in turn, separated by commas.",
)
@click.option(
    "--pace",
    type=click.FloatRange(0.1, 100),
    default=1.0,
    show_default=True,
    help="Speed; 2 is twice as fast as people.",
)
@click.option(
    "--voice",
    "voice_link",
    metavar="LINK",
    default="",
    help="With --code: let simulated people speak, each with a tone in a channel of their own. LINK"
    " is the sign-in link of an administrator without a password, who appoints them.",
)
@click.option(
    "--minutes", type=click.FloatRange(min=0), help="With --code: leave after this many minutes."
)
@click.option(
    "--seed", type=int, default=7, show_default=True, help="The same seed gives the same people."
)
@click.option(
    "--json",
    "json_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the report to FILE, as JSON.",
)
def rehearse(
    url: str,
    code: str | None,
    link: str | None,
    module: str,
    participants: int,
    languages: tuple[str, ...],
    pace: float,
    voice_link: str,
    minutes: float | None,
    seed: int,
    json_file: Path | None,
) -> None:
    """Rehearse a session with simulated participants.

    With --code, they join a session that you present: they follow, vote, propose and answer; with
    --voice, some speak, and the participants listen. With
    --play, the rehearsal sets up a session of its own and plays the hosts, too.

    The rehearsal ends with the session. Exits with 1 if the participants saw anything wrong.
    """
    if (code is None) == (link is None):
        raise click.UsageError("Give either --code, for a session that you present, or --play.")
    if link is not None and voice_link:
        raise click.UsageError("With --play, people speak anyway: leave --voice out.")
    code = (code or "").replace(" ", "").replace("-", "").upper()
    options = Options(
        url.rstrip("/"), code, participants, languages, pace, minutes, seed, voice_link
    )
    try:
        if link is None:
            rehearsal = run_rehearsal(options, say=click.echo)
        else:
            rehearsal = play(PlayOptions(link, module), options, say=click.echo)
    except NotAdmitted as refusal:
        raise click.ClickException(f"nobody could join: {meaning(refusal.code)}.") from refusal
    except Unreachable as error:
        failure = "nobody could join" if link is None else "the session cannot be played"
        raise click.ClickException(f"{failure}: {error}.") from error
    if json_file is not None:
        json_file.write_text(json.dumps(rehearsal.as_json(), ensure_ascii=False, indent=2))
    click.echo(table(rehearsal))
    raise SystemExit(0 if rehearsal.agrees else 1)
