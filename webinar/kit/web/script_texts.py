"""The texts of the pages' scripts, in the language of the request.

A script holds its English texts. The build puts a short key in the place of each, and lists the
texts of each bundle by key in `texts.json`: see `tools/script_texts.mjs`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NotRequired, TypedDict

from babel import Locale
from flask import current_app
from flask_babel import get_locale, gettext, ngettext, npgettext, pgettext

from config import ROOT

DIST = ROOT / "static" / "dist"

# A text, or its plural forms by the categories of Intl.PluralRules.
Word = str | dict[str, str]


class Message(TypedDict):
    """A text as it stands in a script: singular and, if it has one, plural."""

    texts: list[str]
    context: NotRequired[str]


def script_texts(*bundles: str) -> dict[str, Word]:
    """Return the texts of these bundles, such as `participant.js`, by key."""
    # Commands without a server speak in an application that has no settings.
    folder: Path = current_app.config.get("ASSETS", DIST)
    stamp = (folder / "texts.json").stat().st_mtime_ns
    texts: dict[str, Word] = {}
    for bundle in bundles:
        texts |= _translated(folder, stamp, bundle, get_locale())
    return texts


def messages_of_bundles(folder: Path) -> dict[str, dict[str, Message]]:
    """Return the messages of each bundle by key, as the build has listed them in this folder."""
    messages: dict[str, dict[str, Message]] = json.loads((folder / "texts.json").read_text())
    return messages


def plural_forms(word: Callable[[int], str]) -> dict[str, str]:
    """`{"one": …, "other": …}`: the forms that the language tells apart, for Intl.PluralRules.

    `word` is called with numbers that together reach every plural category of whole numbers in our
    languages. If a language lacks a category, the browser falls back to "other".
    """
    plural_form = get_locale().plural_form
    forms = {plural_form(number): word(number) for number in (1, 2, 5)}
    return {**forms, "other": forms.get("other", word(5))}


@cache
def _translated(folder: Path, stamp: int, bundle: str, _locale: Locale | None) -> dict[str, Word]:
    """`_locale` is the language of the request, in which gettext answers."""
    messages = _messages(folder, stamp)[bundle]
    return {key: _translation(message) for key, message in messages.items()}


@lru_cache(maxsize=2)
def _messages(folder: Path, _stamp: int) -> dict[str, dict[str, Message]]:
    return messages_of_bundles(folder)


def _translation(message: Message) -> Word:
    context, (singular, *plurals) = message.get("context"), message["texts"]
    if plurals:
        [plural] = plurals
        if context is None:
            return plural_forms(lambda number: ngettext(singular, plural, number))
        return plural_forms(lambda number: npgettext(context, singular, plural, number))
    text: str = gettext(singular) if context is None else pgettext(context, singular)
    return text
