"""Digits and commas as a language writes them; in templates `macros/numbers.html` does it."""

from __future__ import annotations

from babel.numbers import format_decimal, get_decimal_symbol
from flask_babel import get_locale

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def digits(text: str, language: str = "") -> str:
    """The text with the digits of `language`, a tag; by default the page's current language."""
    return text.translate(PERSIAN_DIGITS) if _is_dari(language) else text


def comma(language: str = "") -> str:
    """The mark between two items of a list, with its space."""
    return "، " if _is_dari(language) else ", "


def decimal(value: float, places: int = 3) -> str:
    """A number as the language writes it, with at most `places` digits after its decimal mark."""
    pattern = f"#,##0.{'#' * places}"
    return format_decimal(value, pattern, get_locale(), numbering_system="default")


def decimal_mark() -> str:
    return get_decimal_symbol(get_locale(), numbering_system="default")


def _is_dari(language: str) -> bool:
    return language == "prs" if language else get_locale().language == "fa"
