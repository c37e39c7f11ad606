"""Reads the glossary: a file for the first language, and one for each pair of languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from webinar.content.lessons.check_ids import ID, nearest
from webinar.content.lessons.draft import GLOSSARY, LANGUAGE
from webinar.content.lessons.problems import Report
from webinar.content.lessons.toml import TomlFile

MAX_TERM_CHARACTERS = 120
MAX_MEANING_CHARACTERS = 200
KEYS = ("term", "also", "meaning", "review")

_PAIR = re.compile(r"(?P<first>[a-z]{2,3})-(?P<other>[a-z]{2,3})")


class TermText(msgspec.Struct, frozen=True):
    """A term in one language: plain text. `also` are other forms in use.

    `review` says in English why a native reader should check the text; "" if there is no reason.
    """

    term: str
    meaning: str
    also: list[str] = []
    review: str = ""


class Term(msgspec.Struct, frozen=True):
    """`text` holds the languages that have the term, beginning with the first language."""

    id: str
    text: dict[str, TermText]


class Glossary(msgspec.Struct, frozen=True):
    """`languages` begins with the one that the meanings were written in."""

    languages: list[str] = []
    terms: dict[str, Term] = {}


def read_glossary(library: Path) -> tuple[Glossary, list[Report]]:
    """Return the glossary beside the modules, and a report for each of its files.

    Without files the glossary is empty. A term with an error is left out.
    """
    folder = library / GLOSSARY
    # A link could publish another folder.
    is_here = folder.is_dir() and not folder.is_symlink()
    paths = sorted(folder.glob("*.toml")) if is_here else []
    reports = {path: Report(str(path)) for path in paths}
    first_files = [path for path in paths if LANGUAGE.fullmatch(path.stem) and "-" not in path.stem]
    pair_files = {path: _pair(path, first_files[:1]) for path in paths if path not in first_files}
    for path, second_language in pair_files.items():
        if not second_language:
            remedy = "Name it by its languages, as in `en.toml` and `en-ru.toml`"
            reports[path].error(1, f"“{path.name}” is no file of a glossary", remedy)
    if not first_files:
        return Glossary(), list(reports.values())
    first = first_files[0]
    for path in first_files[1:]:
        message = f"the glossary has two first languages, this and `{first.name}`"
        reports[path].error(1, message, f"Name it `{first.stem}-{path.stem}.toml`")
    texts = {first.stem: _read_texts(TomlFile(first, reports[first]), reports[first])}
    for path, second_language in pair_files.items():
        if second_language:
            file = TomlFile(path, reports[path])
            file_texts = _read_texts(file, reports[path])
            texts[second_language] = _shared_terms(
                file_texts, texts[first.stem], file, reports[path]
            )
    terms = {
        name: Term(
            name,
            {language: by_name[name] for language, by_name in texts.items() if name in by_name},
        )
        for name in texts[first.stem]
    }
    return Glossary(list(texts), terms), list(reports.values())


def _pair(path: Path, first_files: list[Path]) -> str:
    """Return the second language of `en-ru.toml`, or "" if the file fits no first language."""
    pair = _PAIR.fullmatch(path.stem)
    is_ours = pair and pair["first"] in [first.stem for first in first_files]
    return pair["other"] if pair and is_ours and pair["other"] != pair["first"] else ""


def _read_texts(file: TomlFile, report: Report) -> dict[str, TermText]:
    texts: dict[str, TermText] = {}
    for name, value in file.values.items():
        line = file.line_of(name)
        if not ID.fullmatch(name):
            remedy = "Use small Latin letters, digits and single hyphens, as in `[risk-factor]`"
            report.error(line, f"`[{name}]` cannot be the id of a term", remedy)
            continue
        text = _read_text(name, value, line, report)
        if text is not None:
            texts[name] = text
    return texts


def _read_text(name: str, value: Any, line: int, report: Report) -> TermText | None:
    try:
        text = msgspec.convert(value, TermText, strict=True)
    except msgspec.ValidationError:
        remedy = 'Write `term = "…"`, `meaning = "…"` and, if you like, `also = ["…"]`'
        report.error(line, f"the term `{name}` is not complete", remedy)
        return None
    for key in value:
        if key not in KEYS:
            report.error(line, f"`{key}` is not known here", f"Known are {', '.join(KEYS)}")
            return None
    if not all(map(str.strip, (text.term, text.meaning, *text.also))):
        report.error(line, f"the term `{name}` has an empty text", "Write it")
        return None
    limits = [(name, MAX_TERM_CHARACTERS) for name in (text.term, *text.also)]
    for content, most in (*limits, (text.meaning, MAX_MEANING_CHARACTERS)):
        if len(content) > most:
            message = (
                f"the term `{name}` has a text of {len(content)} characters, at most {most} fit"
            )
            report.error(line, message, "Shorten it")
            return None
    return text


def _shared_terms(
    texts: dict[str, TermText], first: dict[str, TermText], file: TomlFile, report: Report
) -> dict[str, TermText]:
    """Return the terms that the first language also has; report unknown and missing ones."""
    for name in texts.keys() - first.keys():
        near = nearest(name, list(first))
        remedy = f"Write `[{near}]`" if near else "Add it to the file of the first language"
        message = f"the first language has no term `{name}`"
        report.error(file.line_of(name), message, remedy)
    for name in first:
        if name not in texts:
            remedy = f"Add `[{name}]`; until then readers get another language"
            report.warning(1, f"the term `{name}` is not translated", remedy)
    return {name: texts[name] for name in first if name in texts}
