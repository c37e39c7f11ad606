"""The words of tests."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.per_language import per_language
from webinar.words import Words, connection_words, plural_forms


@per_language
def test_words() -> Words:
    """The words that the page of a test takes into the browser."""
    return {
        **connection_words(),
        "test.saved": _("Saved"),
        "test.kept": _("Kept on this device, will be sent"),
        "test.sending": _("Sending…"),
        "test.answered": _("answered"),
        "test.not_answered": _("not answered"),
        "test.left": plural_forms(
            lambda n: ngettext(
                "{n} question is not answered yet:", "{n} questions are not answered yet:", n
            )
        ),
    }


def extras() -> Words:
    return {
        "assessment.place": _("Test"),
        "test.take": _("Take the test"),
        "test.go_on": _("Go on with the test"),
        "test.result": _("See your result"),
        "test.so_far": _("{n} of {all} answered"),
        "test.done": _("Handed in"),
        "test.offer": _("A test is open. Take it"),
        "test.pre": _("Pre-test"),
        "test.post": _("Post-test"),
        "test.pre_why": _("What do you know already? It shows what you have learnt at the end."),
        "test.post_why": _("The same questions as before the course: see what you have learnt."),
    }


def console() -> Words:
    return {"assessment.tab": _("Tests")}


def refusals() -> dict[str, str]:
    return {
        "unknown_test": _("This session has no such test"),
        "unknown_item": _("This test has no such question"),
        "test_not_waiting": _("This test has been opened already, or is over"),
        "test_not_open": _("This test cannot be taken now"),
        "test_over": _("This test is over"),
        "test_handed_in": _("You have handed this test in"),
        "test_empty": _("Answer at least one question first"),
        "item_shown": _("The answer to this question has been shown"),
    }
