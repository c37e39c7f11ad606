"""`webinar handout`: makes the PDFs that are printed for a session."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from webinar.content.handouts import wording
from webinar.content.handouts.books import Books, NoSuchModule, find_books
from webinar.content.handouts.compose import compose
from webinar.content.handouts.press import CannotPrint, print_pdf
from webinar.content.handouts.sheet import Audience
from webinar.content.lessons.model import Module

BOTH = "both"


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="Language to print; may be repeated. Default: all of the module's languages.",
)
@click.option(
    "--for",
    "audience",
    type=click.Choice([*(audience.value for audience in Audience), BOTH]),
    default=BOTH,
    show_default=True,
    help="Readers to print for.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("handouts"),
    show_default=True,
    help="Folder for the PDFs.",
)
def handout(path: Path, languages: tuple[str, ...], audience: str, output: Path) -> None:
    """Print the module at PATH as PDF hand-outs.

    PATH is a module's folder, a programme's file, or a folder of modules. The command makes one
    PDF for each language and audience. PDFs for participants contain no speaker notes and no right
    answers.
    """
    try:
        books = find_books(path)
    except NoSuchModule as error:
        raise click.ClickException(str(error)) from error
    audiences = list(Audience) if audience == BOTH else [Audience(audience)]
    failed = bool(books.faults)
    if failed:
        click.echo(books.faults, err=True)
    module_languages = {language for module in books.modules for language in module.languages}
    unknown = [language for language in languages if language not in module_languages]
    if books.modules and unknown:
        choices = ", ".join(sorted(module_languages))
        message = f"No module is in {', '.join(unknown)}. Choose from {choices}."
        raise click.ClickException(message)
    for module in books.modules:
        for language in languages or module.languages:
            if language not in module.languages:
                click.echo(f"{module.name} is not in {language}: skipped.")
                continue
            for reader in audiences:
                failed |= not _make(books, module, language, reader, output)
    if failed:
        sys.exit(1)


def _make(books: Books, module: Module, language: str, audience: Audience, output: Path) -> bool:
    target = output / f"{module.name}.{language}.{audience}.pdf"
    files = books.pictures(module)
    # Files are renamed, so that no name that an author chose reaches the template's folder.
    names = {
        address: f"picture-{number}{file.suffix.lower()}"
        for number, (address, file) in enumerate(files.items())
    }
    with wording.speaking(language):
        composed = compose(module, books.glossary, language, audience, names)
    try:
        pictures = {names[address]: files[address] for address in composed.pictures}
        printed = print_pdf(composed.sheet, pictures)
        _write_whole(target, printed.pdf)
    except CannotPrint as error:
        click.echo(f"{target}: {error}.", err=True)
        return False
    except OSError as error:
        raise click.ClickException(f"{error.filename or target}: {error.strerror}.") from error
    click.echo(str(target))
    for warning in printed.warnings:
        click.echo(f"{target}: part of it is not shown: {warning}.", err=True)
    return True


def _write_whole(target: Path, content: bytes) -> None:
    """Write a file atomically: readers find the old file or the new one, never half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.half")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
