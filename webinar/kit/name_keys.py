"""Keys that are equal for two spellings which the reader of a list takes for the same name."""

from __future__ import annotations

KEY_LENGTH = 160


def key_of(name: str) -> str:
    """Return a key that ignores case, order of the words, commas, and the difference of ё and е.

    Kazakh letters are letters of their own: Қ is not К.
    """
    folded = name.casefold().replace("ё", "е").replace(",", " ").replace(".", " ")
    return " ".join(sorted(folded.split()))[:KEY_LENGTH]
