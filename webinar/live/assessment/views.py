"""Pages of tests: forms with one item at a time for test takers, and the tests for hosts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webinar.content.editions.content import module_in
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.permissions import Can, can
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.live.assessment import page, queries
from webinar.live.assessment.plan import Pair, Stage, TestPlan, find_pair, shows_answers, tests_of
from webinar.live.assessment.results import results
from webinar.room.sessions.visitors import Visitor, find_visitor, require_host
from webinar.words import refusal_text, refusal_words, script_words

bp = Blueprint("assessment", __name__)


@dataclass(frozen=True)
class _Taking:
    """A person who takes one test, with the person's progress."""

    visitor: Visitor
    pair: Pair
    test: TestPlan
    stage: Stage
    shows_answers: bool
    is_done: bool
    answers: dict[str, queries.ItemAnswer]

    @property
    def may_answer(self) -> bool:
        return self.stage is Stage.OPEN and not self.is_done

    def address(self, name: str, **values: Any) -> str:
        return url_for(
            f"assessment.{name}", code=self.visitor.room.code, part=self.test.id, **values
        )

    def context(self) -> dict[str, Any]:
        language = page_language()
        title_language, title = resolve(self.test.part.title, language)
        return {
            "room": self.visitor.room,
            "view": self.visitor.page["view"],
            "seat": self.visitor.page["seat"],
            "test": self.test,
            "title": title,
            "title_language": title_language,
            "stage": self.stage.value,
            "is_done": self.is_done,
            "items": page.items(self.test, self.answers, language),
            "words": script_words("test.js", refusals=refusal_words()),
        }


@bp.get("/rooms/<code>/test/<part>")
def start(code: str, part: str) -> ResponseReturnValue:
    """Show the test's description and the member's progress.

    Once the test is over for everybody, show the member's result instead.
    """
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    if taking.shows_answers:
        member, room = taking.visitor.member, taking.visitor.room
        with services().db.read() as db:
            result = page.own_result(db, room, taking.pair, member, page_language())
        return render_template("live/assessment/result.html", result=result, **taking.context())
    return render_template("live/assessment/start.html", **taking.context())


@bp.get("/rooms/<code>/test/<part>/<int:number>")
def item(code: str, part: str, number: int) -> ResponseReturnValue:
    """Show one item. Items are counted from 1."""
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    if not taking.may_answer:
        return redirect(taking.address("start"), 303)
    if not 1 <= number <= len(taking.test.items):
        abort(404)
    return render_template("live/assessment/item.html", number_shown=number, **taking.context())


@bp.post("/rooms/<code>/test/<part>/<int:number>")
def answer(code: str, part: str, number: int) -> ResponseReturnValue:
    """Store the choice, if the member made one, and go where the button leads."""
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    if not 1 <= number <= len(taking.test.items):
        abort(404)
    # A pairing question's lists send an empty value for a row that the member leaves out.
    chosen = [option for option in request.form.getlist("options") if option]
    if chosen:
        key = taking.test.items[number - 1].key
        if not _is_accepted(taking, "test.answer", item=key, options=chosen):
            return redirect(taking.address("item", number=number), 303)
    goes_to = whole_number(request.form.get("go", ""), len(taking.test.items))
    if goes_to:
        return redirect(taking.address("item", number=goes_to), 303)
    return redirect(taking.address("end"), 303)


@bp.get("/rooms/<code>/test/<part>/hand-in")
def end(code: str, part: str) -> ResponseReturnValue:
    """Show the items that the member has not answered, and the button that hands the test in."""
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    if not taking.may_answer:
        return redirect(taking.address("start"), 303)
    return render_template("live/assessment/item.html", number_shown=0, **taking.context())


@bp.post("/rooms/<code>/test/<part>/hand-in")
def hand_in(code: str, part: str) -> ResponseReturnValue:
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    is_done = _is_accepted(taking, "test.hand_in")
    return redirect(taking.address("start" if is_done else "end"), 303)


@bp.post("/rooms/<code>/test/<part>/language")
def language(code: str, part: str) -> ResponseReturnValue:
    """Change the member's language, and return to the same item (`?item=`)."""
    taking = _taking(code, part)
    if isinstance(taking, Response):
        return taking
    room, member = taking.visitor.room, taking.visitor.member
    try:
        fields = {"op_id": str(uuid4()), "language": request.form.get("language", "")}
        services().live.submit(room.id, member.id, "member.language", fields)
    except Refused as refusal:
        flash(refusal_text(refusal))
    at = whole_number(request.args.get("item", ""), len(taking.test.items))
    if at:
        return redirect(taking.address("item", number=at), 303)
    return redirect(taking.address("start"), 303)


@bp.get("/rooms/<code>/tests")
def tests(code: str) -> ResponseReturnValue:
    """Show the tests to hosts. The console loads the same content as one of its tabs."""
    visitor = require_host(code, Can.RUN_POLLS)
    with services().db.read() as db:
        cohort = page.cohort(results(db, visitor.room), page_language())
        plans = tests_of(module_in(db, visitor.room))
    titles = {test.id: resolve(test.part.title, page_language())[1] for test in plans}
    is_piece = "piece" in request.args
    return render_template(
        "live/assessment/piece.html" if is_piece else "live/assessment/tests.html",
        room=visitor.room,
        view=visitor.page["view"],
        cohort=cohort,
        titles=titles,
        level=3 if is_piece else 2,
    )


def _taking(code: str, part: str) -> _Taking | Response:
    """Return the member and their test.

    Return a redirect to another page for people who have not joined or may not take tests.
    """
    visitor = find_visitor(code)
    if visitor is None:
        return redirect(url_for("rooms.join", code=code), 303)
    if not can(visitor.member, Can.TAKE_TESTS):
        return redirect(url_for("rooms.room", code=visitor.room.code), 303)
    with services().db.read() as db:
        room, member = visitor.room, visitor.member
        pair_and_test = find_pair(module_in(db, room), part)
        if pair_and_test is None:
            abort(404)
        pair, test = pair_and_test
        stages = queries.stages_of(db, room, pair.tests, clock.now())
        return _Taking(
            visitor,
            pair,
            test,
            stages[test.id],
            shows_answers(pair, list(stages.values()), room),
            queries.has_handed_in(db, member, test),
            queries.member_answers(db, room, test, member),
        )


def _is_accepted(taking: _Taking, command: str, **fields: Any) -> bool:
    """Give a command as the member. If it is refused, the next page shows the reason."""
    room, member = taking.visitor.room, taking.visitor.member
    try:
        fields |= {"op_id": str(uuid4()), "part": taking.test.id}
        services().live.submit(room.id, member.id, command, fields)
    except Refused as refusal:
        flash(refusal_text(refusal))
        return False
    return True
