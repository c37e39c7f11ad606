"""Writes an imported module as Markdown and pictures, and lints it. No Flask."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from webinar.content.importing.drafts import ModuleDraft, Option, Outcome, SlideDraft
from webinar.content.importing.texts import one_line
from webinar.content.lessons.check_ids import MAX_ID_CHARACTERS, suggest_id
from webinar.content.lessons.check_unwritten import REMINDERS
from webinar.content.lessons.lint import lint
from webinar.content.lessons.problems import Problem
from webinar.kit.files.archives import zipped

_LETTERS = "abcdefghijklmnopqrstuvwxyz"

# Reminders of what only the author can write, in the module's language.
_TO_WRITE = {
    "en": {
        "title": "Imported module",
        "objectives": f"{REMINDERS['en']}what people can do afterwards",
        "licence": f"{REMINDERS['en']}under what terms others may use it",
        "notice": "Independent educational material. Not endorsed by any organisation.",
    },
    "ru": {
        "title": "Импортированный модуль",
        "objectives": f"{REMINDERS['ru']}что люди смогут делать после занятия",
        "licence": f"{REMINDERS['ru']}на каких условиях это можно использовать",
        "notice": "Независимый учебный материал. Не одобрен какой-либо организацией.",
    },
    "kk": {
        "title": "Импортталған модуль",
        "objectives": f"{REMINDERS['kk']}сабақтан кейін адамдар не істей алады",
        "licence": f"{REMINDERS['kk']}басқалар оны қандай шартпен пайдалана алады",
        "notice": "Тәуелсіз оқу материалы. Ешбір ұйым мақұлдамаған.",
    },
    "prs": {
        "title": "ماژول واردشده",
        "objectives": f"{REMINDERS['prs']}مردم پس از آن چه کرده می‌توانند",
        "licence": f"{REMINDERS['prs']}دیگران با کدام شرایط از آن استفاده کرده می‌توانند",
        "notice": "مواد آموزشی مستقل. هیچ سازمانی آن را تأیید نکرده است.",
    },
}


class WrittenModule(NamedTuple):
    """`files` by their path below the module's folder; `problems` are the lint's."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def write(
    module: ModuleDraft, name: str, language: str, source: str, folder: Path
) -> WrittenModule:
    """Make the module's files, and lint them in `folder`, which exists only during the call.

    `source` is the name of the file that the module was made from.
    """
    text = markdown(module, language, source)
    files = {f"{language}.md": text.encode(), **module.pictures}
    module_folder = folder / name
    module_folder.mkdir(parents=True)
    try:
        put(files, module_folder)
        lint_problems = lint(module_folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    problems = tuple(problem._replace(file=Path(problem.file).name) for problem in lint_problems)
    return WrittenModule(files, problems)


def put(files: Mapping[str, bytes], module: Path) -> None:
    """Write the files into an existing folder. We chose their names, so none leads out of it."""
    for path, content in files.items():
        (module / path).parent.mkdir(parents=True, exist_ok=True)
        (module / path).write_bytes(content)


def as_zip(written: WrittenModule, name: str) -> bytes:
    """Return a zip archive with the files in a folder called `name`."""
    files = sorted(written.files.items())
    return zipped((f"{name}/{path}", content) for path, content in files)


def markdown(module: ModuleDraft, language: str, source: str) -> str:
    words = _TO_WRITE.get(language, _TO_WRITE["en"])
    module.say(Outcome.CHANGED, "to_write", slide=0)
    if language not in _TO_WRITE:
        module.say(Outcome.CHANGED, "english_words", slide=0)
    lines = [
        "---",
        f"title: {_quote(module.title or words['title'])}",
        f"minutes: {min(600, max(5, len(module.slides)))}",
        "objectives:",
        f"  - {_quote(words['objectives'])}",
        "sources:",
        f"  - title: {_quote(one_line(source) or words['title'])}",
        f"licence: {_quote(words['licence'])}",
        f"notice: {_quote(words['notice'])}",
        "---",
    ]
    ids = _ids(module.slides)
    slides = [
        "\n".join(_slide(slide, slide_id))
        for slide, slide_id in zip(module.slides, ids, strict=True)
    ]
    return "\n".join(lines) + "\n\n" + "\n\n---\n\n".join(slides) + "\n"


def _slide(slide: SlideDraft, slide_id: str) -> Iterator[str]:
    marks = " ".join([f"#{slide_id}", *(f".{name}" for name in slide.classes)])
    yield f"## {slide.title} {{{marks}}}"
    yield from _part("", slide.body)
    options = [f"{_bullet(option)} {option.label}" for option in slide.options]
    keys = [
        f"{{#{_LETTERS[index] if index < 26 else f'o{index}'}}}" for index in range(len(options))
    ]
    if slide.right:
        options, keys = [f"- [x] {slide.right}"], [""]
    if options:
        yield ""
    for option, key in zip(options, keys, strict=True):
        yield f"{option} {key}".rstrip()
    yield from _part("Why: ", slide.why)
    yield from _part("Note: ", slide.note)


def _bullet(option: Option) -> str:
    return "-" if option.is_head else f"- [{'x' if option.is_right else ' '}]"


def _part(keyword: str, lines: list[str]) -> Iterator[str]:
    trimmed = list(lines)
    while trimmed and not trimmed[0].strip():
        trimmed.pop(0)
    while trimmed and not trimmed[-1].strip():
        trimmed.pop()
    if not trimmed:
        return
    yield ""
    if keyword and trimmed[0].startswith(("- ", "|", "```", "#", ">")):
        # A list or a table begins on a line of its own.
        yield keyword.rstrip()
        yield ""
        keyword = ""
    yield f"{keyword}{trimmed[0]}"
    yield from trimmed[1:]


def _ids(slides: list[SlideDraft]) -> list[str]:
    """Make each slide's unique id from Latin letters of its name or title; else from its number."""
    ids: list[str] = []
    for number, slide in enumerate(slides, 1):
        default = f"{'question' if slide.classes else 'slide'}-{number}"
        base = suggest_id(slide.name or slide.title, default=default)
        if base.startswith("spot-"):
            base = default
        candidate, suffix = base, 2
        while candidate in ids:
            candidate, suffix = f"{base[: MAX_ID_CHARACTERS - 5]}-{suffix}", suffix + 1
        ids.append(candidate)
    return ids


def _quote(text: str) -> str:
    """Quote a text as JSON, which is also valid YAML."""
    return json.dumps(text, ensure_ascii=False)
