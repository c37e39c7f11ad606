"""A protocol's numbers, dates and quotations, worded in the current language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from babel.numbers import format_percent
from flask_babel import get_locale
from flask_babel import gettext as _

from webinar.content.handouts.wording import name_of
from webinar.kit import rounding
from webinar.kit.days import day_in_words, time_on_paper
from webinar.kit.erased_wording import word_erased_names as worded_name
from webinar.kit.files.document import Line, Words, is_rtl, lang_of
from webinar.kit.language_fallback import is_fallback, resolve
from webinar.kit.numerals import PERSIAN_DIGITS, comma, decimal, decimal_mark

# With fewer, one person is more than five per cent: a percentage would suggest more precision than
# there is.
LEAST_FOR_PERCENT = 20


def digits(text: str) -> str:
    """Return the text with the digits of the current language."""
    if get_locale().language != "fa":
        return text
    return text.replace("%", "٪").translate(PERSIAN_DIGITS)


def figures(text: str) -> str:
    """Return numbers written with a decimal point as the language writes them, with all digits."""
    return digits(text.replace(".", decimal_mark()))


def number(value: float) -> str:
    return digits(decimal(value))


def share(percent: int) -> str:
    """Return whole per cent as the current language writes them."""
    return digits(format_percent(percent / 100, locale=get_locale()))


def count_of(part: int, whole: int) -> str:
    """Return a share as counts, like `12 of 30`."""
    return str(_("%(count)s of %(whole)s", count=number(part), whole=number(whole)))


def count_and_share(part: int, whole: int) -> str:
    """Return a share in words, like `12 of 30 (40 %)`; without the per cent of a small `whole`."""
    count = count_of(part, whole)
    if whole < LEAST_FOR_PERCENT:
        return count
    return f"{count} ({share(rounding.percent(part, whole) or 0)})"


def share_or_count(part: int, whole: int) -> str:
    """Return a share in per cent, or as counts if `whole` is small."""
    if whole < LEAST_FOR_PERCENT:
        return count_of(part, whole)
    return share(rounding.percent(part, whole) or 0)


def day(value: date | datetime | None) -> str:
    return "" if value is None else day_in_words(value)


def hour(at: datetime | None) -> str:
    return "" if at is None else time_on_paper(at)


def moment(at: datetime | None) -> str:
    return "" if at is None else f"{day(at)}{comma()}{hour(at)}"


def between(first: datetime | None, last: datetime | None) -> str:
    """Return the span as two times of day; empty if `first` is None."""
    return "" if first is None else f"{hour(first)}–{hour(last)}"


def plain(text: str, *, strong: bool = False) -> Line:
    """Mark the text as the protocol's own words."""
    return [Words(text, strong=strong, rtl=_reads_rtl())]


def named(name: str, *, strong: bool = False) -> Words:
    """Mark a name, or text that somebody typed in an unknown language."""
    name = worded_name(name)
    return Words(name, rtl=is_rtl(name, _reads_rtl()), strong=strong)


def own_words(text: str, language: str, *, strong: bool = False) -> Words:
    """Mark a person's own text as written in this language."""
    return Words(text, lang_of(language) if language else "", is_rtl(text, _reads_rtl()), strong)


def worded(texts: Mapping[str, str], language: str, *, strong: bool = False) -> Words:
    """Return the text in this language, or in the next best one."""
    if not texts:
        return Words("")
    text_language, text = resolve(texts, language)
    return own_words(text, text_language, strong=strong)


def isolated(words: Words) -> str:
    """Return words for use within a sentence, which they must not turn around themselves."""
    return f"\u2068{words.text}\u2069"


def is_other(texts: Mapping[str, str], language: str) -> bool:
    """Whether a reader of `language` gets the text in another language."""
    text_language, _text = resolve(texts, language)
    return bool(text_language) and is_fallback(text_language, language)


def joined(words: list[Words], between: str = "") -> Line:
    """Join the words into a line, with `between` or else a comma between them."""
    line: list[Words] = []
    for word in words:
        if line:
            line.append(Words(between or comma(), rtl=_reads_rtl()))
        line.append(word)
    return line


def language(tag: str) -> str:
    """Return the language's own name for itself."""
    return name_of(tag)


def _reads_rtl() -> bool:
    return bool(get_locale().text_direction == "rtl")
