"""Turns composed pages into a PDF with typst, in a temporary folder that holds nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

import msgspec

from webinar.content.handouts.fonts import FontSet, load
from webinar.content.handouts.sheet import Sheet

if TYPE_CHECKING:
    import typst

TEMPLATES = ("sheet.typ", "nodes.typ")
HERE = Path(__file__).parent
# Screen readers need this standard. It also refuses letters that no font has.
STANDARD: Final = "ua-1"
MAX_LETTERS = 20
BOX = "□"
NO_PICTURES: Final[Mapping[str, bytes]] = {}
# typst names the signs that it found missing, which may not be all of them.
TRIES = 5

S = TypeVar("S", bound=msgspec.Struct)

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_NO_FONT = "unknown font family"


class CannotPrint(Exception):
    """The pages cannot be made; the message says why, in a sentence without its full stop."""


class NoGlyphs(CannotPrint):
    """No font has some `letters` of the text."""

    def __init__(self, letters: str) -> None:
        super().__init__(f"no font has these signs: {' '.join(letters[:MAX_LETTERS])}")
        self.letters = letters


class Printed(NamedTuple):
    """`warnings` say what typst left out of the pages."""

    pdf: bytes
    warnings: list[str]


def print_pdf(sheet: Sheet, pictures: Mapping[str, Path], fonts: FontSet | None = None) -> Printed:
    """Print the sheet; the same sheet gives the same bytes.

    `pictures` are copied under the names that the sheet uses. Raises `CannotPrint`, or `OSError`
    if a picture cannot be read or the disk is full.
    """
    return print_pages(sheet, [HERE / name for name in TEMPLATES], pictures, fonts)


def print_pages(
    sheet: msgspec.Struct,
    templates: Sequence[Path],
    pictures: Mapping[str, Path | bytes],
    fonts: FontSet | None = None,
) -> Printed:
    """Print `sheet` with the first of the templates, which reads it from `sheet.json`.

    `pictures` are files, or the content of files, by the names that the template uses.
    Raises as `print_pdf` does.
    """
    fonts = fonts or load()
    encoded = msgspec.json.encode(sheet)
    # Without this font typst would take a monospaced one, whose Arabic letters do not join well.
    if not fonts.has_arabic and _ARABIC.search(encoded.decode()):
        raise CannotPrint(
            "the font for Arabic letters is not installed; ./run --set-up installs it"
        )
    with TemporaryDirectory(prefix="handout-") as name:
        folder = Path(name)
        for template in templates:
            shutil.copyfile(template, folder / template.name)
        (folder / "sheet.json").write_bytes(encoded)
        for file, source in pictures.items():
            if isinstance(source, bytes):
                (folder / file).write_bytes(source)
            else:
                shutil.copyfile(source, folder / file)
        return _compile(folder, templates[0].name, fonts)


def print_boxed(
    sheet: S, templates: Sequence[Path], pictures: Mapping[str, Path | bytes] = NO_PICTURES
) -> bytes:
    """Return the PDF, with a box for each sign that no font has.

    One missing sign must not prevent the printing. Raises as `print_pdf` does.
    """
    for _ in range(TRIES):
        try:
            return print_pages(sheet, templates, pictures).pdf
        except NoGlyphs as error:
            sheet = _with_boxes(sheet, error.letters)
    return print_pages(sheet, templates, pictures).pdf


def _with_boxes(sheet: S, letters: str) -> S:
    signs = dict.fromkeys(map(ord, letters), BOX)
    return msgspec.convert(_replace_signs(msgspec.to_builtins(sheet), signs), type(sheet))


def _replace_signs(value: object, signs: dict[int, str]) -> object:
    if isinstance(value, str):
        return value.translate(signs)
    if isinstance(value, dict):
        return {key: _replace_signs(item, signs) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replace_signs(item, signs) for item in value]
    return value


def _compile(folder: Path, template: str, fonts: FontSet) -> Printed:
    # Imported here, because the library is large and few requests need it.
    import typst

    compiler = typst.Compiler(folder / template, root=folder, font_paths=fonts.fonts)
    try:
        return _print(compiler, [STANDARD])
    except typst.TypstError as error:
        letters = "".join(dict.fromkeys("".join(_NO_GLYPH.findall(error.diagnostic))))
        if letters:
            raise NoGlyphs(letters) from None
        if "missing codepoints" not in error.diagnostic:
            raise CannotPrint(f"typst says: {error.message}") from None
    try:
        # A screen reader cannot read Arabic letters in a drawing, but it can read the description.
        return _print(compiler, [])
    except typst.TypstError as error:
        raise CannotPrint(f"typst says: {error.message}") from None


def _print(compiler: typst.Compiler, standards: list[typst.PDFStandard]) -> Printed:
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=standards, timestamp=0
    )
    assert isinstance(pdf, bytes)  # noqa: S101 - a PDF is one file
    # Pages without Arabic letters do not need the font for them.
    return Printed(
        pdf, [warning.message for warning in warnings if _NO_FONT not in warning.message]
    )
