"""The objects of statements as xAPI activities: courses, slides, questions, tests, sessions. Pure.

Definitions are in all languages of a module. They include right answers only for practice quizzes,
which show them at once anyway. Questions of tests are not described at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar.connect.xapi import vocabulary
from webinar.content.lessons.model import Module, PollItem, Slide
from webinar.content.lessons.poll_kinds import PollKind
from webinar.learn.study.wire import Answer
from webinar.live.polls.kinds import KINDS
from webinar.live.polls.right_answers import right_of_item

Json = dict[str, Any]


def course(url: str, code: str, title: str, module: Module) -> Json:
    """Return the activity of a course. `title` is the organiser's, in an unknown language."""
    definition: Json = {"type": vocabulary.COURSE, "name": _map(module.title)}
    if title and title not in module.title.values():
        definition["description"] = {"und": title}
    return _activity(course_id(url, code), definition)


def course_id(url: str, code: str) -> str:
    return f"{url}/study/{code}"


def slide(url: str, code: str, studied_slide: Slide) -> Json:
    names = {language: text.title for language, text in studied_slide.text.items()}
    return _activity(
        f"{course_id(url, code)}/s/{studied_slide.id}",
        {"type": vocabulary.SLIDE, "name": _map(names)},
    )


def question(url: str, code: str, studied_slide: Slide) -> Json:
    """Return the activity of a slide's question; scenarios and steps ask for free text."""
    names = {language: text.title for language, text in studied_slide.text.items()}
    definition: Json = {"type": vocabulary.QUESTION, "name": _map(names)}
    if studied_slide.poll is None:
        definition["interactionType"] = KINDS[PollKind.TEXT].interaction
    else:
        definition |= _interaction(studied_slide.poll)
    return _activity(f"{course_id(url, code)}/s/{studied_slide.id}#question", definition)


def test(url: str, code: str, part: str, title: Mapping[str, str]) -> Json:
    return _activity(
        f"{course_id(url, code)}/test/{part}", {"type": vocabulary.TEST, "name": _map(title)}
    )


def meeting(url: str, code: str, titles: Mapping[str, str]) -> Json:
    return _activity(f"{url}/rooms/{code}", {"type": vocabulary.MEETING, "name": _map(titles)})


def certificate(credential_id: str, title: str, language: str) -> Json:
    """Return a certificate by its credential's id: its code would let anybody read the name."""
    definition = {"type": vocabulary.CERTIFICATE, "name": {language: title}}
    return _activity(f"urn:uuid:{credential_id}", definition)


def response(poll: PollItem | None, answer: Answer) -> str | None:
    """Return the answer, as xAPI writes it (Data, 2.4.4.1).

    None for an anonymous poll, for an abstention, and for free text, which may hold anybody's data
    and could not be taken back.
    """
    if poll is None or poll.is_anonymous or answer.abstain:
        return None
    kind = KINDS[poll.kind]
    content = kind.content_of(answer)
    return None if content is None else kind.pattern(content)


def _interaction(poll: PollItem) -> Json:
    kind = KINDS[poll.kind]
    definition: Json = {
        "description": _map({language: text.question for language, text in poll.text.items()}),
        "interactionType": kind.interaction,
    }
    options = [option.id for option in poll.options]
    for component, ids in kind.components(options).items():
        definition[component] = [_option(poll, option_id) for option_id in ids]
    right = kind.right_pattern(right_of_item(poll)) if poll.is_quiz else ""
    if right:
        definition["correctResponsesPattern"] = [right]
    return definition


def _option(poll: PollItem, option_id: str) -> Json:
    labels = {language: text.labels.get(option_id, "") for language, text in poll.text.items()}
    return {"id": option_id, "description": _map(labels)}


def _activity(activity_id: str, definition: Json) -> Json:
    return {"objectType": "Activity", "id": activity_id, "definition": definition}


def _map(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a language map; missing translations are left out."""
    return {language: text for language, text in texts.items() if text}
