"""Handles translations in doubt, whose English text has changed since they were written.

A changed text keeps the translation of the nearest old text, with gettext's own marks: the flag
`fuzzy`, and after `#|` the English text that was translated. A person removes the flag.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

# Babel is imported where it is used, because set-up calls `stale` before anything is installed.
if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

    Messages = dict[str, Message]

# The places that gettext fills in Python and templates, and `say` in scripts.
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# The nearness that gettext's msgmerge asks for. A text that is still in use must be nearer, because
# a new text may only look like it.
NEAR = 0.6
VERY_NEAR = 0.8

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def texts_of(text: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the singular and the plural of a message, or its translations, as a tuple."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def in_doubt(catalogue: Catalog) -> list[Message]:
    """Return the messages whose translations have the flag `fuzzy`."""
    return [message for message in catalogue if message.id and message.fuzzy]


def read_previous(catalogue: Catalog) -> None:
    """Move the old texts after `#|`, which Babel reads as comments, to their place for writing.

    Without the flag an old text is dropped: nobody needs to compare a translation that is certain.
    """
    for message in catalogue:
        previous_lines = [line[1:] for line in message.user_comments if line.startswith("|")]
        comments = [line for line in message.user_comments if not line.startswith("|")]
        message.user_comments = comments
        message.previous_id = _previous(previous_lines) if message.fuzzy else []


def keep_translations(catalogue: Catalog, before: Catalog) -> None:
    """Give texts that changed since `before` their old translations, marked as in doubt."""
    unused, in_use = _translated(catalogue, before)
    for message in catalogue:
        if not message.id:
            continue
        old = before.get(message.id, message.context)
        if old is None:
            old = _nearest(message, unused, NEAR) or _nearest(message, in_use, VERY_NEAR)
        elif old.id == message.id:
            message.previous_id = old.previous_id
            continue
        if old is not None and any(texts_of(old.string)):
            _keep(message, old, catalogue.num_plurals)


def fit_to_show(catalogue: Catalog) -> Catalog:
    """Empty the doubtful translations that are worse than English text.

    A place that nothing fills would break the page. If the old text is still in use, the message
    may be new, and its doubtful translation may mean the opposite.
    """
    certain = {texts_of(entry.id)[0] for entry in catalogue if not entry.fuzzy}
    for message in in_doubt(catalogue):
        places_by_form = [Counter(PLACE.findall(text)) for text in texts_of(message.id)]
        translated_places = [Counter(PLACE.findall(text)) for text in texts_of(message.string)]
        is_new = message.previous_id and message.previous_id[0] in certain
        if is_new or any(places not in places_by_form for places in translated_places):
            message.string = ""
    return catalogue


def _translated(catalogue: Catalog, before: Catalog) -> tuple[Messages, Messages]:
    """Return translated messages by their text: those no longer in use, and those still in use."""
    unused: Messages = {}
    in_use: Messages = {}
    for old in before:
        if old.id and any(texts_of(old.string)):
            is_unused = catalogue.get(old.id, old.context) is None
            (unused if is_unused else in_use)[texts_of(old.id)[0]] = old
    return unused, in_use


def _nearest(message: Message, candidates: Messages, nearness: float) -> Message | None:
    nearest = get_close_matches(texts_of(message.id)[0], candidates, 1, nearness)
    return candidates[nearest[0]] if nearest else None


def _keep(message: Message, old: Message, plurals: int) -> None:
    strings = texts_of(old.string)
    if not message.pluralizable:
        message.string = strings[-1]
    elif old.pluralizable:
        message.string = strings
    else:
        message.string = strings * plurals
    message.user_comments = old.user_comments
    # If the text changed twice before anybody looked, the translation is of the first text.
    message.previous_id = old.previous_id or list(texts_of(old.id))
    message.flags.add("fuzzy")


def _previous(lines: list[str]) -> list[str]:
    """Read the singular, and the plural if there is one, from lines that gettext wrote."""
    from babel.messages.pofile import unescape

    texts: dict[str, str] = {}
    keyword = ""
    for line in lines:
        # A long text continues in lines that begin without a word.
        keyword = line.partition('"')[0].strip() or keyword
        text = "".join(unescape(part) for part in _QUOTED.findall(line))
        texts[keyword] = texts.get(keyword, "") + text
    return [texts[keyword] for keyword in ("msgid", "msgid_plural") if keyword in texts]
