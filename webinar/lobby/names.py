"""When two names are the same to somebody who looks for one on a list. No database."""

from __future__ import annotations

from collections.abc import Mapping

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.sessions.actions import NAME_LENGTH

LONGEST_LIST = 1000
KEY_LENGTH = 160


def key_of(name: str) -> str:
    """Return a key that ignores case, order of the words, commas, and the difference of ё and е.

    Kazakh letters are letters of their own: Қ is not К.
    """
    folded = name.casefold().replace("ё", "е").replace(",", " ").replace(".", " ")
    return " ".join(sorted(folded.split()))[:KEY_LENGTH]


def read_list(typed: str) -> Mapping[str, str]:
    """Names by their keys, of a text with one on each line. Refused: `too_many_names`."""
    names: dict[str, str] = {}
    for line in typed.splitlines():
        if not line.strip():
            continue
        try:
            name = one_line(line, NAME_LENGTH, "name_empty")
        except Refused:
            continue  # nothing but marks that are not kept
        if key := key_of(name):
            names.setdefault(key, name)
    if len(names) > LONGEST_LIST:
        raise Refused("too_many_names")
    return names
