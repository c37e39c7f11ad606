"""Makes a new module: a file per language, with the same ids, and texts that say what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from webinar.content.lessons.check_ids import ID, nearest, suggest_id
from webinar.content.lessons.check_unwritten import MOULDS
from webinar.content.lessons.draft import GLOSSARY
from webinar.content.lessons.lint import MAX_NAME_CHARACTERS
from webinar.kit.languages import LANGUAGES

_TITLE = re.compile(r'^title: ".*"$', re.MULTILINE)
# Lines that only the file of the reference language has; translations take them from there.
_REFERENCE_ONLY = re.compile(
    r"^(?:minutes: .*\n|licence: .*\n|sources:\n(?:  .*\n)+)", re.MULTILINE
)
_MINUTES = re.compile(r" (?:minutes|seconds)=[\d.]+(?=[ }])")


class Wish(NamedTuple):
    """An author's wishes. Without a `reference` ("") it is `en`, or else the first language named.

    `title` is in the reference language; "" means a title made from the name.
    """

    folder: Path
    name: str
    title: str
    languages: Sequence[str]
    reference: str = ""


class CannotMake(Exception):
    """The wish cannot be met; the message says why, and what to type instead."""


def scaffold(wish: Wish) -> list[Path]:
    """Write the files and return their paths; change no existing file. Raises `CannotMake`."""
    _check_languages(wish)
    folder = _free_folder(wish)
    reference = wish.reference or ("en" if "en" in wish.languages else wish.languages[0])
    title = " ".join(wish.title.split()) or wish.name.replace("-", " ").capitalize()
    texts = {
        language: _file_text(language, title, wish.languages, reference)
        for language in wish.languages
    }
    folder.mkdir()
    for language, text in texts.items():
        (folder / f"{language}.md").write_text(text, encoding="utf-8")
    return [folder / f"{language}.md" for language in texts]


def _check_languages(wish: Wish) -> None:
    choices = f"Choose from {', '.join(sorted(LANGUAGES))}"
    if not wish.languages:
        raise CannotMake(f"no language is given. {choices}: --languages en,ru,kk")
    for language in wish.languages:
        if language not in LANGUAGES:
            near = nearest(language.lower(), list(LANGUAGES))
            suggestion = f"Type `{near}`" if near else choices
            raise CannotMake(f"“{language}” is not a known language. {suggestion}.")
    if len(set(wish.languages)) < len(wish.languages):
        unique_tags = ",".join(dict.fromkeys(wish.languages))
        raise CannotMake(f"a language is given twice. Type: --languages {unique_tags}")
    if wish.reference and wish.reference not in wish.languages:
        tags = ",".join([wish.reference, *wish.languages])
        raise CannotMake(
            f"the reference language `{wish.reference}` is not among the languages. "
            f"Type: --languages {tags}, or --reference {wish.languages[0]}"
        )


def _free_folder(wish: Wish) -> Path:
    name = wish.name
    if not ID.fullmatch(name) or len(name) > MAX_NAME_CHARACTERS or name == GLOSSARY:
        suggestion = suggest_id(name, default="first-module")
        suggestion = "words" if suggestion == GLOSSARY else suggestion
        raise CannotMake(
            f"“{name}” cannot be the name of a module. Use small Latin letters, digits and single "
            f"hyphens: .venv/bin/webinar new-module {suggestion}"
        )
    if not wish.folder.is_dir():
        raise CannotMake(f"there is no folder {wish.folder}. Make it, or name another: --folder …")
    folder = wish.folder / name
    # A file or a broken link of that name is in the way, too.
    if folder.exists() or folder.is_symlink():
        raise CannotMake(
            f"{folder} is already there, and nothing in it is changed. Choose another name: "
            f".venv/bin/webinar new-module {name}-2"
        )
    return folder


def has_texts_in(language: str) -> bool:
    """Return whether new modules have texts in this language; if not, English texts are used."""
    return (MOULDS / f"{language}.md").is_file()


def _file_text(language: str, title: str, languages: Sequence[str], reference: str) -> str:
    mould = MOULDS / f"{language if has_texts_in(language) else 'en'}.md"
    text = mould.read_text(encoding="utf-8")
    # A JSON string is also a YAML string.
    quoted = json.dumps(title, ensure_ascii=False)
    if language != reference:
        text = _MINUTES.sub("", _REFERENCE_ONLY.sub("", text))
        return text.replace("{title}", quoted[1:-1], 1)
    lines = [f"title: {quoted}"]
    if reference != _default_reference(languages):
        lines.append(f"reference: {reference}")
    return _TITLE.sub(lambda _: "\n".join(lines), text, count=1)


def _default_reference(languages: Sequence[str]) -> str:
    """Return the reference language of a module whose files name none."""
    return "en" if "en" in languages else min(languages)
