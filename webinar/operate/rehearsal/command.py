"""`webinar rehearse`: simulated participants for a presenter who practises alone."""

from __future__ import annotations

import json
from pathlib import Path

import click

from webinar.kit.languages import LANGUAGES
from webinar.operate.rehearsal.arriving import Options
from webinar.operate.rehearsal.http import NotAdmitted, Unreachable
from webinar.operate.rehearsal.play import Played, play
from webinar.operate.rehearsal.report import table
from webinar.operate.rehearsal.run import run_rehearsal
from webinar.operate.rehearsal.wording import meaning


def _languages(_context: object, _parameter: object, value: str) -> tuple[str, ...]:
    tags = tuple(tag.strip() for tag in value.split(",") if tag.strip())
    unknown = [tag for tag in tags if tag not in LANGUAGES]
    if unknown or not tags:
        raise click.BadParameter(f"one or more of {', '.join(LANGUAGES)}, with commas")
    return tags


@click.command()
@click.option("--url", default="http://127.0.0.1:5000", show_default=True, help="The server.")
@click.option("--code", help="The code of a session that you run yourself.")
@click.option(
    "--play",
    "link",
    help="A sign-in link of an administrator who has no password (it would be asked for again):"
    " play the hosts, too, in a new session.",
)
@click.option(
    "--module", default="programme", show_default=True, help="The programme that is played."
)
@click.option("--participants", type=click.IntRange(1, 500), default=30, show_default=True)
@click.option(
    "--languages", default="ru,kk,en", show_default=True, callback=_languages, help="In turn."
)
@click.option(
    "--pace",
    type=click.FloatRange(0.1, 100),
    default=1.0,
    show_default=True,
    help="2 is twice as quick as people are.",
)
@click.option("--minutes", type=click.FloatRange(min=0), help="With --code: leave before it ends.")
@click.option("--seed", type=int, default=7, show_default=True, help="Same seed, same people.")
@click.option(
    "--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Report to a file."
)
def rehearse(
    url: str,
    code: str | None,
    link: str | None,
    module: str,
    participants: int,
    languages: tuple[str, ...],
    pace: float,
    minutes: float | None,
    seed: int,
    json_file: Path | None,
) -> None:
    """Let simulated participants follow, vote, propose and answer in a session that you run.

    With --play everything that a room does is played, the hosts' part too.

    Ends with the session, and with exit code 1 if what they saw does not agree.
    """
    if (code is None) == (link is None):
        raise click.UsageError("Say --code for a session that you run, or --play with a link.")
    code = (code or "").replace(" ", "").replace("-", "").upper()
    options = Options(url.rstrip("/"), code, participants, languages, pace, minutes, seed)
    try:
        if link is None:
            rehearsal = run_rehearsal(options, say=click.echo)
        else:
            rehearsal = play(Played(link, module), options, say=click.echo)
    except NotAdmitted as refusal:
        raise click.ClickException(f"nobody could join: {meaning(refusal.code)}.") from refusal
    except Unreachable as error:
        what = "nobody could join" if link is None else "the session cannot be played"
        raise click.ClickException(f"{what}: {error}.") from error
    if json_file is not None:
        json_file.write_text(json.dumps(rehearsal.as_json(), ensure_ascii=False, indent=2))
    click.echo(table(rehearsal))
    raise SystemExit(0 if rehearsal.agrees else 1)
