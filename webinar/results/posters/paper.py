"""A poster's content as plain data, for its page and its PDF."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.content.handouts.press import print_boxed
from webinar.kit.files.document import is_rtl
from webinar.kit.language_fallback import base_language
from webinar.kit.languages import LANGUAGES
from webinar.kit.qr_codes import qr_for_paper
from webinar.kit.tokens import show_code
from webinar.results import certificates
from webinar.results.certificates.paper import Text

# The posters share the fonts, the fitted titles and the emblem of certificates.
TEMPLATES = (
    Path(__file__).with_name("poster.typ"),
    Path(certificates.__file__).with_name("parts.typ"),
)


class Poster(msgspec.Struct, frozen=True):
    """The sheet in one language. `emblem` is the name of a file, or an empty text.

    `lines` say when: none for a session without a time. `square` describes the QR code, which
    contains `address`. At `place` a reader can type the `code`.
    """

    lang: str
    rtl: bool
    emblem: str
    emblem_text: str
    institution: Text
    title: Text
    lines: list[str]
    how: str
    code_words: str
    code: str
    address: str
    square: str
    picture: str


def poster(
    language: str,
    title: str,
    lines: Sequence[str],
    code: str,
    address: str,
    *,
    host: str,
    institution: str,
    emblem: str,
) -> Poster:
    """Return the poster in this language; `host` is the server's name, as people type it."""
    known = LANGUAGES[language]
    rtl = known.direction == "rtl"
    with force_locale(known.locale):
        return Poster(
            lang=base_language(language),
            rtl=rtl,
            emblem=emblem,
            emblem_text=_("Emblem of the institution"),
            institution=Text(institution, is_rtl(institution, rtl)),
            title=Text(title, is_rtl(title, rtl)),
            lines=list(lines),
            how=_("Point the phone's camera at the square and open the link. You need no account."),
            code_words=_("Or type this code at %(host)s:", host=host),
            code=show_code(code),
            address=address,
            square=_("QR code of the link"),
            picture=qr_for_paper(address),
        )


def encode(sheet: Poster, pictures: Mapping[str, bytes]) -> bytes:
    """Return the PDF, a page of A4; the same poster gives the same bytes.

    Raises `handouts.press.CannotPrint` if the fonts are not installed.
    """
    return print_boxed(sheet, TEMPLATES, pictures)
