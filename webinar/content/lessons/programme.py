"""Joins the modules of a programme into one module, from which a session can be set up."""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import msgspec

from webinar.content.lessons.check_ids import ID, MAX_ID_CHARACTERS, nearest
from webinar.content.lessons.draft import LANGUAGE
from webinar.content.lessons.front_matter import MAX_MINUTES
from webinar.content.lessons.model import Module, Part, PollItem, Slide
from webinar.content.lessons.pairs import with_rows_shuffled
from webinar.content.lessons.problems import Report
from webinar.content.lessons.toml import TomlFile

# Stands between the ids of a part and a slide, neither of which can contain it.
BETWEEN = "--"
MAX_PARTS = 40
MAX_TITLE_CHARACTERS = 200


class PlannedPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part as its author planned it. `id` and `minutes` are the module's own if left out."""

    module: str
    id: str = ""
    minutes: Annotated[int, msgspec.Meta(ge=1, le=MAX_MINUTES)] | None = None
    title: dict[str, str] = {}
    keep_answers: bool = False
    shuffle_options: bool = False


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: dict[str, str]
    parts: Annotated[list[PlannedPart], msgspec.Meta(min_length=1, max_length=MAX_PARTS)]


def programme_paths(library: Path) -> list[Path]:
    """Return the paths of the programmes, which are the TOML files beside the modules."""
    return sorted(path for path in library.glob("*.toml") if not path.name.startswith("."))


def read_programme(path: Path, modules: Mapping[str, Module], report: Report) -> Module | None:
    """Read the programme as one module of the file's name; return None if it has an error."""
    file = TomlFile(path, report)
    if not report.problems:
        _check_name(path, modules, report)
    if report.problems:
        return None
    try:
        programme = msgspec.convert(file.values, Programme)
    except msgspec.ValidationError as error:
        remedy = f"{error}. Write a table `[title]` and a table `[[parts]]` for each module"
        report.error(1, "this is not a programme", remedy)
        return None
    _check_parts(programme, modules, file, report)
    return None if report.problems else compose(path.stem, programme, modules)


def compose(name: str, programme: Programme, modules: Mapping[str, Module]) -> Module:
    """Join the modules. Slides get ids `part--slide`, so that a module may appear twice."""
    pairs = [(planned, modules[planned.module]) for planned in programme.parts]
    languages = list(dict.fromkeys(chain.from_iterable(module.languages for _, module in pairs)))
    slides: list[Slide] = []
    bank: list[Slide] = []
    parts: list[Part] = []
    for planned, module in pairs:
        parts.append(_part(planned, module, first=len(slides)))
        slides += [_slide(planned, slide) for slide in module.slides]
        bank += [_slide(planned, slide) for slide in module.bank]
    notices = [module.notice for _, module in pairs]
    return Module(
        name=name,
        languages=languages,
        title=programme.title,
        minutes=sum(part.minutes for part in parts),
        objectives=_join([module.objectives for _, module in pairs]),
        sources=_join([module.sources for _, module in pairs]),
        licence=pairs[0][1].licence,
        notice={
            language: text for notice in reversed(notices) for language, text in notice.items()
        },
        slides=slides,
        assets=[asset for module in _distinct_modules(pairs) for asset in module.assets],
        parts=parts,
        bank=bank,
    )


def _check_name(path: Path, modules: Mapping[str, Module], report: Report) -> None:
    if not ID.fullmatch(path.stem) or len(path.stem) > MAX_ID_CHARACTERS:
        message = f"“{path.name}” cannot be the name of a programme"
        report.error(1, message, "Name it as ids are written, as in `programme.toml`")
    elif path.stem in modules:
        report.error(1, "a module has the name of this programme", "Give it another name")


def _check_parts(
    programme: Programme, modules: Mapping[str, Module], file: TomlFile, report: Report
) -> None:
    if not programme.title:
        report.error(file.line_of("title"), "the programme has no title", 'Write `en = "…"`')
    _check_title(programme.title, file.line_of("title"), report)
    seen: set[str] = set()
    for number, part in enumerate(programme.parts):
        line, name = file.line_of("parts", number), part.id or part.module
        _check_title(part.title, line, report)
        module = modules.get(part.module)
        if module is None:
            near = nearest(part.module, list(modules))
            remedy = f"Write `{near}`" if near else "Name a folder beside this file, without errors"
            report.error(line, f"there is no module `{part.module}`", remedy)
        elif not ID.fullmatch(name):
            remedy = "Use small Latin letters, digits and single hyphens"
            report.error(line, f"`{name}` cannot be the id of a part", remedy)
        elif name in seen:
            remedy = 'Give it an id of its own, as in `id = "post-test"`'
            report.error(line, f"there is a part `{name}` already", remedy)
        else:
            _check_lengths(name, module, line, report)
        seen.add(name)


def _check_title(title: Mapping[str, str], line: int, report: Report) -> None:
    for language, text in title.items():
        if not LANGUAGE.fullmatch(language):
            remedy = 'Name it as the files are, as in `kk = "…"`'
            report.error(line, f"a title is in `{language}`, which is no language", remedy)
        elif not text.strip() or len(text) > MAX_TITLE_CHARACTERS:
            message = f"the title in `{language}` has not 1 to {MAX_TITLE_CHARACTERS} characters"
            report.error(line, message, "Write one that fits")


def _check_lengths(name: str, module: Module, line: int, report: Report) -> None:
    ids = [slide.id for slide in (*module.slides, *module.bank)]
    ids += [step.id for slide in module.slides for step in slide.steps]
    for item_id in ids:
        joined_id = f"{name}{BETWEEN}{item_id}"
        if len(joined_id) > MAX_ID_CHARACTERS:
            message = f"`{joined_id}` is longer than {MAX_ID_CHARACTERS} characters"
            report.error(line, message, "Shorten the id of the part or of the slide")
            return


def _part(planned: PlannedPart, module: Module, first: int) -> Part:
    return Part(
        id=planned.id or planned.module,
        module=planned.module,
        title={**module.title, **planned.title},
        minutes=planned.minutes or module.minutes,
        first=first,
        slides=len(module.slides),
        keeps_answers=planned.keep_answers,
    )


def _slide(planned: PlannedPart, slide: Slide) -> Slide:
    part = planned.id or planned.module
    poll = slide.poll
    if poll is not None and planned.shuffle_options:
        poll = _shuffle_options(poll, f"{part}{BETWEEN}{slide.id}")
    steps = [msgspec.structs.replace(step, id=f"{part}{BETWEEN}{step.id}") for step in slide.steps]
    return msgspec.structs.replace(
        slide,
        id=f"{part}{BETWEEN}{slide.id}",
        poll=poll,
        steps=steps,
        variant_of=slide.variant_of and f"{part}{BETWEEN}{slide.variant_of}",
    )


def _shuffle_options(poll: PollItem, seed: str) -> PollItem:
    """Shuffle the options: in the same order each time, but not the author's if possible.

    Some kinds keep their order; numbers, texts and clouds have no options.
    """
    if poll.kind.keeps_order or not poll.options:
        return poll
    if poll.kind.is_paired:
        return msgspec.structs.replace(poll, options=with_rows_shuffled(poll.options, seed))
    options = list(poll.options)
    random.Random(seed).shuffle(options)  # noqa: S311 - an order, not a secret
    if options == poll.options:
        options = [*options[1:], options[0]]
    return msgspec.structs.replace(poll, options=options)


def _join(texts: list[dict[str, list[Any]]]) -> dict[str, list[Any]]:
    """Return the entries of all modules, each once, by language."""
    joined: dict[str, list[Any]] = {}
    for by_language in texts:
        for language, items in by_language.items():
            entries = joined.setdefault(language, [])
            entries += [item for item in items if item not in entries]
    return joined


def _distinct_modules(pairs: list[tuple[PlannedPart, Module]]) -> list[Module]:
    return list({module.name: module for _, module in pairs}.values())
