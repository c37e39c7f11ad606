"""Converts the cells of a roster to the values that are stored. No database."""

from __future__ import annotations

import re

from webinar.kit.languages import our_tag
from webinar.room.cohorts.columns import plain

_LANGUAGES = {
    word: tag
    for tag, words in {
        "ru": "ru rus russian рус русс русский русском орыс орысша русскоязычный روسی",
        "kk": "kk kaz kz kazakh каз казах казахский казахском қаз қазақ қазақша казахша قزاقی",
        "en": "en eng english англ английский ағылшын ағылшынша انگلیسی",
        "prs": "prs dari дари fa fas persian دری فارسی",
    }.items()
    for word in words.split()
}
_DITTO = frozenset('/ // | || \\\\ " "" \'\' ,, „ “ ” «» « » 〃'.split())
_SAME = frozenset(("то же", "тоже", "тот же", "та же", "там же", "сол", "сонда", "ditto", "ایضا"))
_ROMAN = re.compile(r"[IVXІХ]+")
# Parts of names that are written in lower case.
_SMALL = frozenset("оглы оглу кызы ұлы қызы улы углы bin bint al ibn".split())


def language_of(typed: str) -> str:
    """Return the tag of the first of our languages that the text names, or ""."""
    tag = our_tag(typed)
    if tag is not None:
        return tag
    for word in plain(typed).split():
        if word in _LANGUAGES:
            return _LANGUAGES[word]
    return ""


def phone_of(typed: str) -> str:
    """Return the international form of a clear telephone number, else the text as typed.

    People in Kazakhstan write +7 701 123 45 67 as 8 (701) 123-45-67.
    """
    if not re.fullmatch(r"[+()\d\s./\-\u2010-\u2015\u00a0]+", typed):
        return typed
    digits = re.sub(r"\D", "", typed)
    has_plus = typed.strip().startswith("+")
    if len(digits) == 11 and digits[0] in "78" and (not has_plus or digits[0] == "7"):
        return f"+7{digits[1:]}"
    if len(digits) == 10 and digits[0] == "7" and not has_plus:
        return f"+7{digits}"
    if has_plus and 8 <= len(digits) <= 15:
        return f"+{digits}"
    return typed


_RANK_WORDS = (
    "рядовой|ефрейтор|сержант|старшина|прапорщик|лейтенант|капитан|майор|подполковник|полковник"
    "|генерал|қатардағы|сержанты|старшинасы|прапорщигі|лейтенанты|капитаны|майоры|подполковнигі"
    "|полковнигі|генералы|private|constable|sergeant|lieutenant|captain|major|colonel|general"
)
_BEFORE_RANK = "младший|старший|главный|мл|ст|генерал|кіші|аға|полиция|әділет|junior|senior|police"
_AFTER_RANK = (
    "полиции|юстиции|милиции|внутренней службы|вн сл|таможенной службы|в отставке|запаса|майор"
    "|лейтенант|полковник|of police|қызмет"
)
# A rank with its attributes, at the beginning of a name, or behind a comma at its end.
_RANK = rf"(?:(?:{_BEFORE_RANK})[\s.-]+)*(?:{_RANK_WORDS})\b(?:[\s.-]+(?:{_AFTER_RANK})\b)*"
_RANK_FIRST = re.compile(rf"({_RANK})[\s.,:;/–-]+(\S.*)", re.IGNORECASE)
_RANK_LAST = re.compile(rf"(.*\S)\s*[,;/(–-]\s*({_RANK})\)?", re.IGNORECASE)


def split_rank(name: str) -> tuple[str, str]:
    """Return the rank in a name's cell, and the rest: `("капитан полиции", "Ким Алексей")`."""
    first, last = _RANK_FIRST.fullmatch(name), _RANK_LAST.fullmatch(name)
    if first and _is_name(first[2]):
        return first[1], first[2]
    if last and _is_name(last[1]):
        return last[2], last[1].rstrip(" ,;/(")
    return "", name


def rank_and_position(cell: str) -> tuple[str, str]:
    """Return rank and position from one cell, in any order; without a rank, all is the position."""
    if re.fullmatch(_RANK, cell, re.IGNORECASE):
        return cell, ""
    return split_rank(cell)


def is_same(cell: str) -> bool:
    """Whether the cell is a ditto mark, such as «-//-», for the value above it."""
    return re.sub(r"[\s—–-]", "", cell) in _DITTO or plain(cell) in _SAME


def is_none(cell: str) -> bool:
    """Whether the cell is only a dash, as forms have it for an empty value."""
    return re.fullmatch(r"[\s._—–-]+", cell) is not None


def _is_name(rest: str) -> bool:
    return any(len(word.strip(".,")) > 1 and word[0].isalpha() for word in rest.split())


def is_shouted(name: str) -> bool:
    """Whether a name, or one of its words such as the surname, is in capitals.

    Initials do not count.
    """
    letters = [letter for letter in name if letter.isalpha()]
    if name.isupper():
        return len(letters) > 3
    return any(_is_shouted(word, index) for index, word in enumerate(name.split()))


def calmed(name: str) -> str:
    """Return «ИВАНОВ-ПЕТРОВ ИВАН» or «ИВАНОВ-ПЕТРОВ Иван» with initial capitals only.

    Other names are returned unchanged.
    """
    if not is_shouted(name):
        return name
    is_whole = name.isupper()
    words = [
        _calm_word(word) if is_whole or _is_shouted(word, index) else word
        for index, word in enumerate(name.split())
    ]
    return " ".join(words)


def _is_shouted(word: str, index: int) -> bool:
    """Whether the word is in capitals. Two letters may be initials unless they come first.

    A Roman number such as «III» does not count.
    """
    if "." in word or not word.isupper() or _ROMAN.fullmatch(word):
        return False
    return sum(letter.isalpha() for letter in word) > (1 if index == 0 else 2)


def _calm_word(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else "-".join(map(_capitalise, word.split("-")))


def _capitalise(word: str) -> str:
    """Capitalise each part of a word: `O'NEIL` and `И.И.` have several parts."""
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word.lower())
