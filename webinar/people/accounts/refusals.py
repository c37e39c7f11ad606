"""The reasons for refusing a form, in the reader's language, and the page that shows them."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.people.accounts.limits import SlowDown
from webinar.words import refusal_words


def refused_page(template: str, refusal: Refused, **context: Any) -> ResponseReturnValue:
    """Return the form again, with `refusal` in words.

    The status is 422, or 429 or 503 if the same form may work later.
    """
    page = render_template(template, refusal=refusal_text(refusal), **context)
    response = make_response(page, status_of(refusal))
    if isinstance(refusal, SlowDown):
        response.status_code = 429
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def status_of(refusal: Refused | None) -> int:
    """Return the status of a page that shows a form again: 503 if the same input may work later."""
    if refusal is None:
        return 200
    return 503 if refusal.retryable else 422


def refusal_text(refusal: Refused) -> str:
    """Return one or two sentences: what is wrong, and what to do."""
    if isinstance(refusal, SlowDown):
        return _slow_down(refusal.seconds)
    words = {**refusal_words(), **_account_words(), **_session_words()}
    return words.get(refusal.code) or _("Something went wrong. Please try again.")


def _slow_down(seconds: int) -> str:
    tries = _("There were too many failed tries.")
    return f"{tries} {wait_in_words(seconds)}"


def wait_in_words(seconds: int) -> str:
    if seconds <= 90:
        wait = ngettext(
            "Please wait %(num)d second and try again.",
            "Please wait %(num)d seconds and try again.",
            seconds,
        )
    else:
        wait = ngettext(
            "Please wait %(num)d minute and try again.",
            "Please wait %(num)d minutes and try again.",
            -(-seconds // 60),
        )
    return digits(wait)


def _account_words() -> dict[str, str]:
    return {
        "sign_in_failed": _("This e-mail address and password do not match."),
        "link_gone": _("This link has been used or is too old."),
        "try_again": _("The server is busy. Please try again in a moment."),
        "email_invalid": _("This is not an e-mail address."),
        "email_taken": _("There is already an account with this e-mail address."),
        "name_empty": _("Write the name."),
        "role_unknown": _("Please choose what the person does."),
        "not_yourself": _("You cannot shut yourself out."),
        "unknown_user": _("There is no such account."),
        "password_wrong": _("The present password is not right."),
        "password_differs": _("The two passwords differ. Please type the new one twice."),
        "password_too_short": _("Please choose a password of at least 12 characters."),
        "password_too_long": _("Please choose a password of at most 128 characters."),
        "password_guessable": _(
            "This password is easy to guess. Three or four unrelated words make a good one."
        ),
    }


def _session_words() -> dict[str, str]:
    return {
        "unknown_member": _("This person no longer helps in this session."),
        "title_empty": _("Write a title."),
        "unknown_module": _("Choose a module."),
        "quorum_invalid": _("Write the quorum as a whole number from 0 to 100"),
        "room_already_started": _("The session has started already"),
        "minutes_invalid": _("Write how many minutes it lasts, from 5 to 600."),
        "time_invalid": _("Write both the date and the time, or neither."),
        "no_session_ticked": _("Tick at least one session."),
        "unknown_session": _("This list was out of date. Please tick the sessions again."),
        "session_not_over": _("Only sessions that are over can be archived."),
        "time_zone_unknown": _("Choose a time zone."),
        "time_skipped": _(
            "The clocks go forward there and skip this time. Choose a time before or after."
        ),
        "time_past": _("This time is in the past."),
        "role_unfit": _(
            "This account is not for that: interpreters interpret, and viewers only read results."
        ),
    }
