"""A module as the player receives it: no tests, no speaker notes, no people. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Literal

from webinar.content.glossary.entries import Entry, entries
from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.model import Module, PollItem, Slide, content_hash
from webinar.kit.language_fallback import resolve
from webinar.learn.offline.wire import (
    Pack,
    PackObjectives,
    PackOption,
    PackPart,
    PackPoll,
    PackPollText,
    PackSlide,
    PackStep,
    PackTerm,
    PackText,
)
from webinar.learn.study.objectives import objectives_of
from webinar.learn.study.reading import needed_seconds, reading_seconds
from webinar.learn.study.rounds import rounds
from webinar.learn.study.studied_slides import studied_parts, studied_slides

_TERM = re.compile(r'<a\b[^>]*\bhref="/glossary/[^"#]*#([^"]+)"')
_IMAGE = re.compile(r'<img\b[^>]*\bsrc="([^"]+)"')


def pack(
    module: Module,
    languages: Sequence[str],
    *,
    with_answers: bool = True,
    words: Mapping[str, Mapping[str, Any]] | None = None,
    glossary: Glossary | None = None,
    images: Mapping[str, str] | None = None,
    edition: str = "",
) -> Pack:
    """Pack the slides of a module that learners study, in `languages`, which must not be empty.

    `with_answers` includes the correct answers of practice quizzes, and the reasons. `words` are
    `offline.words.player_words` by language. `images` map the addresses that `images_of` finds to
    replacements; an address without an entry stays as it is. The pack leaves out parts that are
    tests. Pass the stored edition's hash as `edition`: an older server may have computed it from
    fewer fields than this one would. The same arguments give the same pack.
    """
    parts, slides = studied_parts(module), studied_slides(module)
    firsts = accumulate((len(part_slides) for _, part_slides in parts), initial=0)
    lengths: dict[str, list[int]] = defaultdict(list)
    for each in rounds(module):
        lengths[each.part.id].append(len(each.slides))
    terms = glossary or Glossary()
    term_ids = {name for slide in slides for name in _find_all(_TERM, slide, languages)}
    return Pack(
        id=module.name,
        edition=edition or content_hash(module),
        languages=list(languages),
        title=_titles(module.title, languages),
        objectives=_objectives(module, languages),
        parts=[
            PackPart(
                id=part.id,
                title=_titles(part.title, languages),
                first=first,
                slides=len(part_slides),
                rounds=lengths[part.id],
            )
            for (part, part_slides), first in zip(parts, firsts, strict=False)
        ],
        slides=[_slide(slide, languages, with_answers=with_answers) for slide in slides],
        terms={tag: _terms(terms, tag, term_ids) for tag in languages},
        words=words or {},
        images=images or {},
    )


def images_of(module: Module, languages: Sequence[str]) -> list[str]:
    """Return the addresses of the images that the slides show in these languages, each once."""
    slides = studied_slides(module)
    addresses = (address for slide in slides for address in _find_all(_IMAGE, slide, languages))
    return list(dict.fromkeys(addresses))


def _slide(slide: Slide, languages: Sequence[str], *, with_answers: bool) -> PackSlide:
    poll = slide.poll
    return PackSlide(
        id=slide.id,
        kind=_kind(slide),
        text={tag: _text(slide, tag) for tag in languages},
        needed={tag: needed_seconds(slide, tag) for tag in languages},
        reading={tag: reading_seconds(slide, tag) for tag in languages},
        poll=None if poll is None else _poll(poll, languages, with_answers and poll.is_quiz),
    )


def _kind(slide: Slide) -> Literal["slide", "question", "scenario", "steps"]:
    if slide.poll is not None:
        return "question"
    if slide.is_scenario:
        return "scenario"
    return "steps" if slide.steps else "slide"


def _text(slide: Slide, language: str) -> PackText:
    shown_language, text = resolve(slide.text, language)
    drafts = [(resolve(step.text, language)[1], step.days) for step in slide.steps]
    return PackText(
        language=shown_language,
        title=text.title,
        html=text.html,
        study=text.study_html,
        handout=text.handout_html,
        steps=[PackStep(draft.text, draft.owner, draft.indicator, days) for draft, days in drafts],
    )


def _poll(poll: PollItem, languages: Sequence[str], shows_right: bool) -> PackPoll:
    return PackPoll(
        kind=poll.kind,
        is_quiz=poll.is_quiz,
        is_anonymous=poll.is_anonymous,
        may_abstain=poll.may_abstain,
        points=poll.points,
        right=poll.right if shows_right else None,
        options=[
            PackOption(option.id, shows_right and option.is_correct) for option in poll.options
        ],
        text={tag: _poll_text(poll, tag, shows_right) for tag in languages},
    )


def _poll_text(poll: PollItem, language: str, shows_right: bool) -> PackPollText:
    shown_language, text = resolve(poll.text, language)
    return PackPollText(
        language=shown_language,
        question=text.question,
        labels=poll.labels(text),
        why=text.why_html if shows_right else "",
    )


def _titles(titles: Mapping[str, str], languages: Iterable[str]) -> dict[str, str]:
    return {tag: resolve(titles, tag)[1] for tag in languages}


def _objectives(module: Module, languages: Iterable[str]) -> dict[str, PackObjectives]:
    found = {tag: objectives_of(module, tag) for tag in languages}
    return {tag: PackObjectives(*each) for tag, each in found.items() if each.texts}


def _find_all(pattern: re.Pattern[str], slide: Slide, languages: Iterable[str]) -> Iterable[str]:
    for tag in languages:
        _, text = resolve(slide.text, tag)
        why = "" if slide.poll is None else resolve(slide.poll.text, tag)[1].why_html
        for html in (text.html, text.study_html, text.handout_html, why):
            yield from pattern.findall(html)


def _terms(glossary: Glossary, language: str, ids: set[str]) -> list[PackTerm]:
    return [_term(entry) for entry in entries(glossary, language) if entry.id in ids]


def _term(entry: Entry) -> PackTerm:
    return PackTerm(
        id=entry.id,
        term=entry.term,
        also=entry.also,
        meaning=entry.meaning,
        language=entry.language,
        others=entry.others,
    )
