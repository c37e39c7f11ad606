"""Certificates on paper: the content of each page as plain data, and the PDF of the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.content.handouts.press import NO_PICTURES, print_boxed
from webinar.kit.days import day_in_words
from webinar.kit.files.document import is_rtl
from webinar.kit.language_fallback import base_language
from webinar.kit.languages import LANGUAGES
from webinar.kit.qr_codes import qr_for_paper
from webinar.kit.tokens import show_code
from webinar.results.certificates import words
from webinar.results.certificates.models import Design

FOLDER = Path(__file__).parent
TEMPLATES = ("certificate.typ", "parts.typ", "classic.typ", "modern.typ", "band.typ")
# In characters: longer words are divided into parts.
LONGEST_WORD, PART_LENGTH = 30, 12
ZERO_WIDTH_SPACE = "\u200b"


class Text(msgspec.Struct, frozen=True):
    """A typed text, which may run in another direction than the page."""

    text: str
    rtl: bool


class Signer(msgspec.Struct, frozen=True):
    name: Text
    office: Text


class Page(msgspec.Struct, frozen=True):
    """One certificate. The QR code contains `address`; at `place` a reader can type the code.

    `emblem` is the name of a file, or an empty text; `emblem_text` describes it.
    """

    lang: str
    rtl: bool
    design: str
    emblem: str
    emblem_text: str
    institution: Text
    heading: str
    number: str
    rank: Text
    name: Text
    confirms: str
    title: Text
    duration: str
    date: str
    code: str
    check: str
    place: str
    address: str
    square: str
    signers: list[Signer]


class Sheet(msgspec.Struct, frozen=True):
    """The template's input; `squares` are QR codes as SVG, one for each page."""

    title: str
    lang: str
    pages: list[Page]
    squares: list[str]


@dataclass(frozen=True)
class VisibleContent:
    """The part of a certificate that readers see; `minutes` is the duration on it."""

    code: str
    name: str
    rank: str
    language: str
    title: str
    minutes: int
    completed_on: date
    signers: Sequence[dict[str, Any]]
    number: str = ""
    design: str = Design.CLASSIC.value


def page_of(certificate: VisibleContent, url: str, institution: str = "", emblem: str = "") -> Page:
    """Return the page in the certificate's own language; `url` is the server's public address.

    `institution` is the name at its head, and `emblem` the name of a picture, if it has them.
    """
    language = LANGUAGES[certificate.language]
    with force_locale(language.locale):
        rtl = language.direction == "rtl"
        text = partial(_text, rtl=rtl)
        return Page(
            lang=base_language(certificate.language),
            rtl=rtl,
            design=certificate.design,
            emblem=emblem,
            emblem_text=_("Emblem of the institution"),
            institution=text(institution),
            heading=words.heading(),
            number=words.number(certificate.number) if certificate.number else "",
            rank=text(certificate.rank),
            name=text(certificate.name),
            confirms=words.confirms(),
            title=text(certificate.title),
            duration=words.duration(certificate.minutes),
            date=day_in_words(certificate.completed_on),
            code=show_code(certificate.code),
            check=_("To check this certificate, scan the square or type its code at"),
            place=f"{url.partition('://')[2]}/certificates",
            address=f"{url}/certificates/{certificate.code}",
            square=_("QR code of this certificate's page"),
            signers=[
                Signer(text(signer.get("name", "")), text(signer.get("office", "")))
                for signer in certificate.signers
            ],
        )


def encode(pages: Sequence[Page], pictures: Mapping[str, bytes] = NO_PICTURES) -> bytes:
    """Return the PDF of the pages; the same pages give the same bytes. Uses only its arguments.

    `pictures` are the emblems on the pages, by the name of the file.

    Raises `handouts.press.CannotPrint` if the fonts are not installed.
    """
    squares = [qr_for_paper(page.address) for page in pages]
    sheet = Sheet(pages[0].heading, pages[0].lang, list(pages), squares)
    return print_boxed(sheet, [FOLDER / name for name in TEMPLATES], pictures)


def _text(typed: str, rtl: bool) -> Text:
    return Text(" ".join(map(_breakable, typed.split())), is_rtl(typed, rtl))


def _breakable(word: str) -> str:
    """Let overlong words, which are not real words, break anywhere rather than run off the page.

    Words may break after their hyphens anyway, so only the parts between these may be overlong.
    """
    return "-".join(map(_breakable_part, word.split("-")))


def _breakable_part(part: str) -> str:
    if len(part) <= LONGEST_WORD:
        return part
    pieces = (part[at : at + PART_LENGTH] for at in range(0, len(part), PART_LENGTH))
    return ZERO_WIDTH_SPACE.join(pieces)
