"""The organiser's pages of tests: their rules, and the statistics of their questions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course
from webinar.learn.courses.queries import title_in
from webinar.learn.exams import actions, item_page, queries
from webinar.learn.exams.models import MOST_ATTEMPTS, MOST_COOL_DOWN
from webinar.learn.exams.rules import Rule
from webinar.learn.exams.words import refusal_text
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import status_of


@for_organisers
def settings(course_id: int) -> ResponseReturnValue:
    """Show the pass mark, the attempts and the cool-down of each test."""
    return _settings(course_id)


@for_organisers
def save(course_id: int) -> ResponseReturnValue:
    """Save the rules. Fields end in the test's part: `pass.`, `attempts.`, `cool_down.`, `draws.`.

    `draws.` is `yes` if attempts draw variants.
    """
    user, form = this_user(), request.form.to_dict()

    def work(db: Session) -> None:
        course = own_course(db, course_id, user)
        rules = {test.id: _typed_rule(form, test.id) for test in queries.tests_of_course(course)}
        actions.set_rules(db, db.get_one(User, user.id), course, rules)

    try:
        services().db.write(work)
    except Refused as refusal:
        return _settings(course_id, refusal, form)
    flash(_("Saved"), "good")
    return redirect(url_for("exams.settings", course_id=course_id), 303)


@for_organisers
def items(course_id: int) -> ResponseReturnValue:
    """Show each question's difficulty and discrimination, unless too few people answered it."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        pairs = item_page.pairs(db, course, page_language())
    return _page("learn/exams/items.html", course, pairs=pairs)


def _settings(
    course_id: int, refusal: Refused | None = None, typed: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    with services().db.read() as db:
        course = own_course(db, course_id)
        rules = queries.rules_of(db, course)
    tests = [
        {
            "part": test.id,
            "role": test.role.value,
            "title": resolve(test.part.title, page_language()),
            "bank": queries.bank_of(course, test),
            "form": _form(rules[test.id], test.id, typed),
        }
        for test in queries.tests_of_course(course)
    ]
    return _page("learn/exams/settings.html", course, refusal, tests=tests)


def _form(rule: Rule, part: str, typed: Mapping[str, str] | None) -> dict[str, str]:
    """Return the stored values of the form, or the refused values as the user typed them."""
    if typed is not None:
        names = ("pass", "attempts", "cool_down", "draws")
        return {name: typed.get(f"{name}.{part}", "") for name in names}
    return {
        "pass": "" if rule.pass_percent is None else str(rule.pass_percent),
        "attempts": str(rule.attempts),
        "cool_down": str(rule.cool_down // timedelta(minutes=1)),
        "draws": "yes" if rule.draws else "",
    }


def _typed_rule(form: Mapping[str, str], part: str) -> Rule:
    """Return the typed rule of this part. Refused: `bad_rule`."""
    percent = form.get(f"pass.{part}", "").strip()
    return Rule(
        _number(percent, 1, 100) if percent else None,
        _number(form.get(f"attempts.{part}", ""), 0, MOST_ATTEMPTS),
        timedelta(minutes=_number(form.get(f"cool_down.{part}", ""), 0, MOST_COOL_DOWN)),
        form.get(f"draws.{part}") == "yes",
    )


def _number(typed: str, least: int, most: int) -> int:
    number = whole_number(typed.strip(), most)
    if number is None or number < least:
        raise Refused("bad_rule")
    return number


def _page(
    template: str, course: Course, refusal: Refused | None = None, **context: Any
) -> ResponseReturnValue:
    words = None if refusal is None else refusal_text(refusal)
    html = render_template(
        template,
        refusal=words,
        course=course,
        title=title_in(course, page_language()),
        course_address=url_for("courses.show", course_id=course.id),
        **context,
    )
    return html, status_of(refusal)
