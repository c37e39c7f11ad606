"""The command `webinar import`, which makes a module from another program's file."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path

import click

from webinar.content.importing.decks import Program
from webinar.content.importing.kinds import LONGEST, Kind, Result, convert
from webinar.content.importing.words import outcome_words, refusal_text, remark_words
from webinar.content.importing.writing import put
from webinar.content.lessons.problems import format_problems
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES


@click.command("import")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--module", "name", required=True, help="Name of the new module.")
@click.option("--language", default="en", show_default=True, help="Language of the file.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("modules"),
    show_default=True,
    help="Folder of the modules; existing modules are not changed.",
)
@click.option(
    "--program",
    type=click.Choice([deck_program.value for deck_program in Program]),
    help="With slides: the program that they are for. Default: detected.",
)
def import_module(
    kind: str, file: Path, name: str, language: str, out: Path, program: str | None
) -> None:
    """Import FILE as a new module.

    FILE is Moodle's GIFT, slides in Markdown, or a PPTX. For each slide, the command reports what
    it kept, changed and left out, and what the lint finds.
    """
    if not out.is_dir():
        raise click.ClickException(
            f"there is no folder {out}. Create it, or choose another: --out …"
        )
    if (out / name).exists():
        raise click.ClickException(f"{out / name} already exists. Choose another name: --module …")
    if language not in LANGUAGES:
        choices = ", ".join(sorted(LANGUAGES))
        raise click.ClickException(
            f"“{language}” is not a known language. Choose from {choices}: --language en"
        )
    if file.stat().st_size > LONGEST:
        raise click.ClickException(refusal_text("file_too_large"))
    work = out / f".import-{secrets.token_hex(8)}"
    deck_program = Program(program) if program else None
    try:
        result = convert(
            Kind(kind), file.read_bytes(), name, language, file.name, work, deck_program
        )
    except Refused as refusal:
        raise click.ClickException(refusal_text(refusal.code)) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)
    (out / name).mkdir()
    put(result.written.files, out / name)
    _say(result, out / name)


def _say(result: Result, module: Path) -> None:
    outcomes, words = outcome_words(), remark_words()
    for remark in result.remarks:
        where = f"slide {remark.slide}" if remark.slide else "the file"
        detail = f" ({remark.detail})" if remark.detail else ""
        click.echo(f"{where}: {outcomes[remark.outcome]}: {words[remark.code]}{detail}")
    lint_report = format_problems(result.written.problems)
    click.echo(f"\n{result.slides} slides, {len(result.written.files)} files in {module}")
    if lint_report:
        click.echo(f"The lint found:\n{lint_report}")
    click.echo(f"To look at it: .venv/bin/webinar preview {module}")
