"""Keys by which a reader of a list takes two spellings of a name for the same one."""

from __future__ import annotations

KEY_LENGTH = 160


def key_of(name: str) -> str:
    """Return a key that ignores case, order of the words, commas, and the difference of ё and е.

    Kazakh letters are letters of their own: Қ is not К.
    """
    folded = name.casefold().replace("ё", "е").replace(",", " ").replace(".", " ")
    return " ".join(sorted(folded.split()))[:KEY_LENGTH]
