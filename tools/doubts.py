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
    return [message for message in catalogue if message.id and message.fuzzy]


def read_previous(catalogue: Catalog) -> None:
    """Move the old texts after `#|`, which Babel reads as comments, to their place for writing.

    Without the flag an old text is dropped: nobody needs to compare a translation that is certain.
    """
    for message in catalogue:
        marked = [line[1:] for line in message.user_comments if line.startswith("|")]
        others = [line for line in message.user_comments if not line.startswith("|")]
        message.user_comments = others
        message.previous_id = _previous(marked) if message.fuzzy else []


def keep_translations(catalogue: Catalog, before: Catalog) -> None:
    """Give texts that changed since `before` their old translations, marked as in doubt."""
    gone, staying = _translated(catalogue, before)
    for message in catalogue:
        if not message.id:
            continue
        old = before.get(message.id, message.context)
        if old is None:
            old = _nearest(message, gone, NEAR) or _nearest(message, staying, VERY_NEAR)
        elif old.id == message.id:
            message.previous_id = old.previous_id
            continue
        if old is not None and any(texts_of(old.string)):
            _keep(message, old, catalogue.num_plurals)


def fit_to_show(catalogue: Catalog) -> Catalog:
    """Empty the doubtful translations that are worse than English text.

    A place that nothing fills would break the page. If the old text is still in use, the message
    may be new, and its doubtful translation may say the opposite.
    """
    certain = {texts_of(one.id)[0] for one in catalogue if not one.fuzzy}
    for message in in_doubt(catalogue):
        wanted = [Counter(PLACE.findall(text)) for text in texts_of(message.id)]
        places = [Counter(PLACE.findall(text)) for text in texts_of(message.string)]
        is_new = message.previous_id and message.previous_id[0] in certain
        if is_new or any(found not in wanted for found in places):
            message.string = ""
    return catalogue


def _translated(catalogue: Catalog, before: Catalog) -> tuple[Messages, Messages]:
    """Return translated messages by their text: those that are gone, and those still in use."""
    gone: Messages = {}
    staying: Messages = {}
    for old in before:
        if old.id and any(texts_of(old.string)):
            is_gone = catalogue.get(old.id, old.context) is None
            (gone if is_gone else staying)[texts_of(old.id)[0]] = old
    return gone, staying


def _nearest(message: Message, among: Messages, nearness: float) -> Message | None:
    near = get_close_matches(texts_of(message.id)[0], among, 1, nearness)
    return among[near[0]] if near else None


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

    found: dict[str, str] = {}
    word = ""
    for line in lines:
        # A long text continues in lines that begin without a word.
        word = line.partition('"')[0].strip() or word
        text = "".join(unescape(part) for part in _QUOTED.findall(line))
        found[word] = found.get(word, "") + text
    return [found[word] for word in ("msgid", "msgid_plural") if word in found]
