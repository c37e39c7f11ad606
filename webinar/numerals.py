"""Digits and commas as a language writes them; in templates `macros/numbers.html` does it."""

from __future__ import annotations

from flask_babel import get_locale

PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def digits(text: str, language: str = "") -> str:
    """`language` is a tag; without it, the language that words are in just now."""
    return text.translate(PERSIAN_DIGITS) if _is_dari(language) else text


def comma(language: str = "") -> str:
    """What stands between two things that are listed, with its space."""
    return "، " if _is_dari(language) else ", "


def _is_dari(language: str) -> bool:
    return language == "prs" if language else get_locale().language == "fa"
