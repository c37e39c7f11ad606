"""Reads a browser's report of a learner's deeds from JSON or a form, and has it recorded."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256

import msgspec
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem, Slide
from webinar.kit.errors import Refused
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.queries import lock_learner
from webinar.learn.study import reading
from webinar.learn.study.actions import record
from webinar.learn.study.device_clock import now_millis
from webinar.learn.study.models import Source
from webinar.learn.study.wire import Answer, Answered, Deed, Deeds, Done, Read

# A script with a network sends a deed within this time; a later one counts as done offline.
SENT_WITHIN = timedelta(minutes=10)
MOST_WORDS = 3


def record_report(course_id: int, learner_id: int, report: Deeds, source: Source) -> list[Done]:
    """Record the deeds in a separate transaction. Refused: `course_closed`, `try_again`."""

    def work(db: Session) -> list[Done]:
        course, learner = db.get_one(Course, course_id), lock_learner(db, learner_id)
        return record(db, course, learner, report, source)

    return services().db.write(work)


def record_online_report(course_id: int, learner_id: int, report: Deeds) -> list[Done]:
    """Record the report of a page's script; deeds older than `SENT_WITHIN` were done offline.

    Refused as by `record_report`. If the course was closed between the older deeds and the others,
    only the others are refused, each by its own result.
    """
    oldest_online = report.now - SENT_WITHIN // timedelta(milliseconds=1)
    late = [deed for deed in report.deeds if _end_of(deed) < oldest_online]
    recent = [deed for deed in report.deeds if _end_of(deed) >= oldest_online]
    # An empty report has one part, so that it is refused as any other.
    parts = [(late, Source.OFFLINE)] if late else []
    parts += [(recent, Source.ONLINE)] if recent or not late else []
    results: dict[str, Done] = {}
    for deeds, source in parts:
        part = msgspec.structs.replace(report, deeds=deeds)
        try:
            done = record_report(course_id, learner_id, part, source)
        except Refused as refusal:
            if not results or refusal.code != "course_closed":
                raise
            done = [Done(deed.key, refusal.code) for deed in deeds]
        results |= {result.key: result for result in done}
    return [results[deed.key] for deed in report.deeds]


def read_deeds(content: bytes) -> Deeds:
    """Return the deeds in this JSON. Refused: `bad_message`."""
    try:
        return msgspec.json.decode(content, type=Deeds)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("bad_message") from error


def new_key() -> str:
    """Return a key for a page's form, so that the form counts once, however often it is sent."""
    return secrets.token_urlsafe(12)


def deeds_in_form(
    slide: Slide, language: str, form: Mapping[str, str], answer: Answer | None = None
) -> Deeds:
    """Return the deeds in a slide page's form: the time spent on the page, and the answer.

    Without scripts, the time runs from when the page was made, and is at most twice the page's
    reading time. A script measures the time itself, and removes `shown` from the form.
    """
    now, form_key = now_millis(), form.get("key", "")
    deeds: list[Deed] = []
    shown_at = whole_number(form.get("shown", ""), now - 1)
    if shown_at is not None:
        most_seconds = 2 * reading.reading_seconds(slide, language)
        seconds = min(most_seconds, (now - shown_at) // 1000)
        deeds.append(Read(f"{form_key}-r", slide.id, shown_at, shown_at + seconds * 1000, seconds))
    if answer is not None:
        # The same form sent twice is one try; the same page with another answer is a second try.
        # The key is stored, so for an anonymous poll it must not give away the answer.
        is_anonymous = slide.poll is not None and slide.poll.is_anonymous
        mark = "a" if is_anonymous else sha256(msgspec.json.encode(answer)).hexdigest()[:10]
        # A script that keeps the answer until the server has it chooses the key itself.
        answer_key = form.get("deed") or f"{form_key}-{mark}"
        deeds.append(Answered(answer_key, slide.id, now, language, answer))
    try:
        report = Deeds(now, form.get("edition", ""), deeds)
        return msgspec.convert(msgspec.to_builtins(report), Deeds)
    except msgspec.ValidationError as error:
        raise Refused("bad_message") from error


def read_answer(poll: PollItem | None, form: Mapping[str, str], chosen: list[str]) -> Answer:
    """Return the answer in a form; `chosen` are the options in order, or the words.

    Refused: `no_number`, `bad_message`. `answering.check` checks whether it fits the question.
    """
    if form.get("abstain"):
        return Answer(abstain=True)
    fields: dict[str, object] = {}
    for field in poll.kind.fields if poll else ("text",):
        match field:
            case "options":
                fields[field] = [option for option in chosen if option]
            case "points":
                fields[field] = _points(form)
            case "number":
                fields[field] = _number(form.get("number", ""))
            case "words":
                fields[field] = [word.strip() for word in chosen if word.strip()][:MOST_WORDS]
            case _:
                fields[field] = form.get("text", "").replace("\r\n", "\n").strip()
    try:
        return msgspec.convert(fields, Answer)
    except msgspec.ValidationError as error:
        raise Refused("bad_message") from error


def typed_points(form: Mapping[str, str]) -> dict[str, str]:
    """Return the points in a form as they were typed, by option."""
    fields = (name for name in form if name.startswith("points."))
    return {name.removeprefix("points."): form[name] for name in fields}


def _points(form: Mapping[str, str]) -> dict[str, int]:
    points_by_option = {}
    for name, value in form.items():
        field, _, key = name.partition(".")
        if field == "points" and key and value.strip():
            points = whole_number(value)
            if points is None:
                raise Refused("no_number")
            if points:
                points_by_option[key] = points
    return points_by_option


def _number(typed: str) -> float | None:
    text = typed.strip().replace(",", ".")
    if not text:
        return None
    try:
        return float(text)
    except ValueError as error:
        raise Refused("no_number") from error


def _end_of(deed: Deed) -> int:
    return deed.ended if isinstance(deed, Read) else deed.at
