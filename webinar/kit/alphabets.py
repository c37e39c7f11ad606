"""Each language's order of words, and comparing words in a search."""

from __future__ import annotations

import re
import unicodedata

# Languages whose letters are not in the order of their codes. Letters on one place count
# as the same letter: Russian dictionaries put words with «ё» among those with «е».
ALPHABETS: dict[str, list[str]] = {
    "ru": "а б в г д её ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я".split(),
    "kk": (
        "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я"
    ).split(),
    "prs": "آ ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه ی".split(),
}

_PLACES: dict[str, dict[str, int]] = {
    language: {letter: place for place, letters in enumerate(alphabet) for letter in letters}
    for language, alphabet in ALPHABETS.items()
}

# Letters that people type instead of others: a Russian keyboard has no Kazakh letters, and letters
# of an Arabic keyboard look like those of Dari but have other codes.
_TYPED_AS = str.maketrans("ёәғқңөұүһі" + "آيىكأإؤ", "еагкноуухи" + "اییکااو")
# Marks over Arabic letters, the joiner that shows nothing, and the stretched line.
_UNSEEN = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\ufeff]")
_WORD = re.compile(r"\w+")

Place = tuple[int, int]
SortKey = tuple[list[list[Place]], str]


def sort_key(text: str, language: str) -> SortKey:
    """Sort word by word, as in a dictionary: marks between words do not count.

    Letters foreign to the alphabet come after it: in a Russian list, terms in Latin letters.
    """
    places = _PLACES.get(language, {})
    lowered = _lower(text)
    words = [[_place(letter, places) for letter in word] for word in _WORD.findall(lowered)]
    return words, lowered


def _place(letter: str, places: dict[str, int]) -> Place:
    return (0, places[letter]) if letter in places else (1, ord(letter))


def first_letter(text: str, language: str) -> str:
    """The capital letter that a term stands under in a list; "" if it begins with no letter."""
    match = _WORD.search(_lower(text))
    if match is None or not match[0][0].isalpha():
        return ""
    letter = match[0][0]
    same_place = next(
        (letters for letters in ALPHABETS.get(language, ()) if letter in letters), letter
    )
    return same_place[0].upper()


def folded(text: str) -> str:
    """Return text for comparing: in lower case, one letter for those that people type alike.

    static/js/content/glossary/fold.ts does the same.
    """
    return " ".join(_UNSEEN.sub("", _lower(text)).translate(_TYPED_AS).split())


def _lower(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
