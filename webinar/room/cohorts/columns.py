"""Finds the fields of a roster's columns, by heads in four languages or by their content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webinar.room.cohorts.tables import Row, Table

# The fields of `Person`, and columns that are split or joined: a name in parts, a rank with a
# position, an e-mail address or a phone number.
FIELDS = (
    "name",
    "last_name",
    "first_name",
    "middle_name",
    "rank",
    "position",
    "rank_position",
    "unit",
    "email",
    "phone",
    "contact",
    "language",
    "external_id",
)

# Heads as people write them, without punctuation and in lower case; a cell may continue after one.
_HEADS: Mapping[str, str] = {
    "name": "фио|ф и о|фамилия имя|фамилия и имя|фамилия и о|фамилия инициалы|фамилия и инициалы"
    "|таә|т а ә|аты жөні|аты жөнi|аты жони|тегі аты|тегі мен аты|тегі және аты"
    "|толық аты|full name|name|participant|student|сотрудник|участник|слушатель|қатысушы|тыңдаушы"
    "|نام و تخلص|نام مکمل|اسم کامل|نام و نام خانوادگی",
    "last_name": "фамилия|тегі|фам|surname|last name|family name|تخلص|نام خانوادگی",
    "first_name": "имя|аты|есімі|first name|given name|forename|نام|اسم",
    "middle_name": "отчество|әкесінің аты|middle name|patronymic|نام پدر",
    "rank": "звание|спецзвание|специальное звание|воинское звание|атағы|шені|арнайы атағы|rank"
    "|رتبه|رتبهٔ",
    "position": "должность|занимаемая должность|лауазымы|лауазым|қызметі|position|job title|post"
    "|وظیفه|بست|سمت",
    "unit": "подразделение|наименование подразделения|наименование органа|отдел"
    "|отделение|управление|орган|место службы|место работы|организация"
    "|департамент|служба|бөлімше|бөлімшесі|бөлім|басқарма|мекеме|жұмыс орны|қызмет орны|unit"
    "|department|organisation|organization|station|office|واحد|بخش|اداره|قطعه",
    "email": "e mail|email|mail|почта|эл почта|электронная почта|электронный адрес|эл адрес"
    "|электрондық пошта|пошта|эл пошта|эпошта|ایمیل|ایمیل آدرس|پست الکترونیکی|برقی پته",
    "phone": "телефон|тел|мобильный|моб|сотовый|сот|сот тел|моб тел|№ тел|раб тел|номер телефона"
    "|whatsapp|ватсап|ұялы|ұялы телефон"
    "|телефоны|phone|mobile|cell|tel|تلفون|تلفن|موبایل|شماره تلفون|شماره تماس",
    "contact": "контакт|контакты|контактные данные|байланыс|contact|contacts|تماس",
    "language": "язык|язык обучения|тіл|тілі|оқу тілі|language|lang|زبان|لسان",
    "external_id": "id|ид|табельный|табельный номер|таб номер|таб|личный номер|жетон"
    "|номер удостоверения|удостоверение|жеке нөмір|жеке нөмірі|табель нөмірі|personnel"
    "|personnel number|employee number|employee id|badge|service number|number|شماره هویت"
    "|شماره کارت|آی دی",
}
_NUMBERING = frozenset({"", "№", "n", "no", "nr", "п п", "№ п п", "пп", "№ пп", "р с", "شماره"})
_EXACT = {word: field for field, words in _HEADS.items() for word in words.split("|")}
_KNOWN_HEADS = sorted(
    (word for word in _EXACT if len(word) > 2),
    key=lambda word: (_EXACT[word] == "name", len(word)),
    reverse=True,
)
_PARTS = frozenset({"last_name", "first_name", "middle_name"})
# In characters.
LONGEST_HEAD = 60
# Heads with surname and first name together, under any terms, are of a whole name.
_WHOLE_NAME = (
    ("фамил", "имя"),
    ("фамил", "имен"),
    ("тегі", "аты"),
    ("surname", "first"),
    ("last", "first"),
)
_UNIT_STEMS = ("подраздел", "отдел", "управлен", "департамент", "бөлім", "басқарма", "овд", "омвд")
# National identity numbers: a training does not need them.
_NATIONAL_NUMBERS = frozenset({"иин", "жсн", "иін", "снилс", "инн", "iin"})
# Titles and approvals come above the table, so the head may be this far down.
DEEPEST_HEADER = 25
HEADER_HEIGHT = 3

LANGUAGE_WORDS = frozenset(
    "ru rus russian рус русский орыс орысша kk kaz kz kazakh каз казахский қаз қазақ қазақша"
    " en eng english англ английский ағылшын prs dari дари دری fa".split()
)
_RANKS = re.compile(
    r"\b(рядовой|сержант|старшина|прапорщик|лейтенант|капитан|майор|подполковник|полковник|генерал"
    r"|қатардағы|аға|кіші|private|sergeant|lieutenant|captain|major|colonel|constable|inspector"
    r"|officer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Header:
    """The head of a table: its rows from `start` to before `end`, counted from 0."""

    start: int
    end: int
    fields: tuple[str, ...]


def field_of(head: str) -> str:
    """Return the field of a column with this head, or "" if we know none."""
    if len(head) > LONGEST_HEAD:
        return ""
    word = plain(head)
    parts = word.split()
    if word in _NUMBERING or _NATIONAL_NUMBERS & set(parts):
        return ""
    if word in _EXACT:
        return _EXACT[word]
    for pair in _WHOLE_NAME:
        if all(any(part.startswith(stem) for part in parts) for stem in pair):
            return "name"
    # Find known heads as whole words, names first: a name with a rank is still the name.
    for known_head in _KNOWN_HEADS:
        if f" {known_head} " in f" {word} ":
            return "rank_position" if _has_both(word) else _EXACT[known_head]
    return "unit" if any(part.startswith(_UNIT_STEMS) for part in parts) else ""


def _has_both(word: str) -> bool:
    """Whether a head without a name is of a rank and a position together."""
    fields = {field for known_head, field in _EXACT.items() if f" {known_head} " in f" {word} "}
    return {"rank", "position"} <= fields and "name" not in fields


def plain(head: str) -> str:
    """Return the head without punctuation, in lower case."""
    folded = unicodedata.normalize("NFC", head).casefold().replace("ё", "е").replace("ي", "ی")
    cleaned = "".join(
        letter if letter.isalnum() or letter == "№" or unicodedata.combining(letter) else " "
        for letter in folded
    )
    return " ".join(cleaned.split())


def find_header(table: Table) -> Header | None:
    """Return the rows whose cells name the most fields; None if no row names a person's field."""
    best: tuple[int, int, Header] | None = None
    for start in range(min(DEEPEST_HEADER, len(table.rows))):
        for height in range(1, HEADER_HEIGHT + 1):
            rows = table.rows[start : start + height]
            if len(rows) < height or _looks_like_data(rows[-1]):
                break
            fields = header_fields(rows)
            named_fields = {field for field in fields if field}
            if not named_fields & {"name", "last_name", "first_name", "email", "external_id"}:
                continue
            if len(named_fields) < 2 and table.width > 2:
                continue
            score = (len(named_fields), -height)
            if best is None or score > best[:2]:
                end = start + height
                best = (*score, Header(start, end + _numbering_rows(table, end), fields))
    return None if best is None else best[2]


def header_fields(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the field of each column: the lowest cell in its head names it best."""
    fields = []
    for column in range(len(rows[0].cells)):
        heads = [row.cells[column] for row in reversed(rows) if row.cells[column]]
        whole = " ".join(reversed(heads))
        candidates = [field_of(head) for head in heads] + [field_of(whole)]
        fields.append(next((field for field in candidates if field), ""))
    return _each_once(fields)


def _each_once(fields: Sequence[str]) -> tuple[str, ...]:
    """Return the fields without duplicates; a first name without a surname is the whole name.

    If there is a whole name, its parts are dropped: a separate column of surnames is for sorting.
    """
    unique: list[str] = []
    for field in fields:
        unique.append("" if field in unique else field)
    if "first_name" in unique and "last_name" not in unique and "name" not in unique:
        unique[unique.index("first_name")] = "name"
    if "name" in unique:
        unique = ["" if field in _PARTS else field for field in unique]
    return tuple(unique)


def _looks_like_data(row: Row) -> bool:
    return any("@" in cell or sum(map(str.isdigit, cell)) > 6 for cell in row.cells)


def _numbering_rows(table: Table, at: int) -> int:
    """Return 1 if the row below the head numbers the columns, as in forms, else 0."""
    if at >= len(table.rows):
        return 0
    cells = [cell for cell in table.rows[at].cells if cell]
    numbers = [str(number) for number in range(1, len(cells) + 1)]
    return int(len(cells) > 2 and cells == numbers)


def guess_by_content(table: Table) -> tuple[str, ...]:
    """Return the fields of a table without a head."""
    columns = list(zip(*(row.cells for row in table.rows[:200]), strict=True))
    fields = [_field_of_cells([cell for cell in column if cell]) for column in columns]
    return _each_once(fields)


def _field_of_cells(cells: Sequence[str]) -> str:
    if not cells:
        return ""

    def is_true_of_most(matches: Sequence[bool]) -> bool:
        return sum(matches) * 2 > len(cells)

    if is_true_of_most(["@" in cell for cell in cells]):
        return "email"
    if is_true_of_most([bool(re.fullmatch(r"[+()\d\s.-]{10,20}", cell)) for cell in cells]):
        return "phone"
    if is_true_of_most([plain(cell) in LANGUAGE_WORDS for cell in cells]):
        return "language"
    if is_true_of_most([bool(_RANKS.search(cell)) and len(cell) < 40 for cell in cells]):
        return "rank"
    words = [cell.replace("-", "").replace(".", "").split() for cell in cells]
    if is_true_of_most(
        [
            2 <= len(name_words) <= 5 and all(word.isalpha() for word in name_words)
            for name_words in words
        ]
    ):
        return "name"
    return ""
