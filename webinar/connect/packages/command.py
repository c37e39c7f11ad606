"""`webinar package`: makes a package for another platform, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import click

from config import ROOT
from webinar.connect.packages.build import Player, package
from webinar.connect.packages.package_requests import SCRIPT, STYLE, without_missing_images
from webinar.connect.packages.part_choice import ALL_PARTS, module_to_package, subject_of
from webinar.connect.packages.subject import PASS_MARK, Standard
from webinar.connect.packages.words import page_words, refusals_of_hosts
from webinar.content.handouts.books import Books, NoSuchModule, find_books
from webinar.content.handouts.wording import speaking
from webinar.content.lessons.model import Module
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.learn.offline.pack import images_of, pack
from webinar.learn.offline.words import player_words

DIST = ROOT / "static" / "dist"


@click.command("package")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--standard",
    type=click.Choice([standard.value for standard in Standard]),
    required=True,
    help="Standard that the platform reads.",
)
@click.option("--language", required=True, help="One of the module's languages.")
@click.option(
    "--part", default=ALL_PARTS, help="Id of one part of a programme. Default: all parts."
)
@click.option(
    "--pass-mark",
    type=click.IntRange(1, 100),
    default=PASS_MARK,
    show_default=True,
    help="Percentage of quizzes to get right.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="ZIP file to write.",
)
def package_module(
    path: Path, standard: str, language: str, part: str, pass_mark: int, out: Path
) -> None:
    """Make a SCORM or cmi5 package of the module at PATH.

    PATH is a module's folder or a programme's file. The package contains the right answers of
    practice quizzes, but no parts that are tests. The same module gives the same file.
    """
    books, module = _find_module(path)
    if language not in module.languages or language not in LANGUAGES:
        languages = ", ".join(language for language in module.languages if language in LANGUAGES)
        raise click.ClickException(f"{module.name} is not in {language}; it is in {languages}.")
    try:
        module = module_to_package(module, part)
    except Refused as refusal:
        with speaking("en"):
            raise click.ClickException(refusals_of_hosts()[refusal.code]) from refusal
    content = _make(books, module, Standard(standard), language, pass_mark)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{out}: {error.strerror}.") from error
    click.echo(str(out))


def _find_module(path: Path) -> tuple[Books, Module]:
    try:
        books = find_books(path)
    except NoSuchModule as error:
        raise click.ClickException(str(error)) from error
    if books.faults:
        raise click.ClickException(books.faults)
    if len(books.modules) != 1:
        names = ", ".join(module.name for module in books.modules)
        raise click.ClickException(f"Choose one of them: {names}.")
    return books, books.modules[0]


def _make(books: Books, module: Module, standard: Standard, language: str, pass_mark: int) -> bytes:
    player = _player()
    with speaking(language):
        words, surrounding_words = player_words(SCRIPT), page_words()
    files = books.pictures(module)
    addresses = [address for address in images_of(module, [language]) if address in files]
    names = {
        address: f"images/{number}{files[address].suffix.lower()}"
        for number, address in enumerate(addresses, 1)
    }
    module_pack = pack(
        module, [language], words={language: words}, glossary=books.glossary, images=names
    )
    try:
        images = {name: files[address].read_bytes() for address, name in names.items()}
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}.") from error
    subject = subject_of(module, language, pass_mark)
    complete_pack = without_missing_images(module_pack, module, language)
    return package(standard, subject, complete_pack, images, player, surrounding_words)


def _player() -> Player:
    """Return the player as the set-up step has built it."""
    try:
        names = json.loads((DIST / "manifest.json").read_text("utf-8"))
        script, style = ((DIST / names[name]["file"]).read_bytes() for name in (SCRIPT, STYLE))
    except (OSError, KeyError) as error:
        message = "The browser files are not built yet: start ./run once."
        raise click.ClickException(message) from error
    return Player(script, style)
