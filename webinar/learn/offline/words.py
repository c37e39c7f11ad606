"""The words of the player, of courses kept on a phone, and of imported files of answers."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar import words
from webinar.learn.offline.kept_words import refusals_of_deeds, shared_words
from webinar.words import Words, only, plural_forms

# The player uses these words of live sessions.
_OF_ROOMS = (
    "fallback.en",
    "fallback.ru",
    "fallback.kk",
    "fallback.prs",
    "slide.back",
    "slide.next",
    "slide.handout",
    "slide.position",
    "poll",
    "poll.select_one",
    "poll.select_all",
    "poll.abstain",
    "poll.correct",
    "poll.mine",
    "poll.why",
    "poll.own_answer",
    "poll.rank",
    "poll.rank_first",
    "poll.rank_next",
    "poll.rank_up",
    "poll.rank_down",
    "poll.rank_out",
    "poll.rank_said",
    "poll.rank_said_out",
    "poll.share_out",
    "poll.points_left",
    "poll.more",
    "poll.fewer",
    "poll.number",
    "poll.number_how",
    "poll.number_hint",
    "poll.text",
    "poll.text_how",
    "poll.letters_left",
    "poll.cloud_how",
    "poll.word",
    "poll.word_more",
    "poll.match",
    "poll.sort",
)
_REFUSALS = ("no_choice", "no_number", "too_many_points", "matched_twice")


def player_words() -> Words:
    """Return all words of the player in the request's language: one language of `Pack.words`."""
    refusals = words.refusal_words()
    return {
        **only(words.room_words(), *_OF_ROOMS),
        "refusals": {
            **{code: refusals[code] for code in _REFUSALS if code in refusals},
            **refusals_of_deeds(),
            "not_kept": _("This could not be kept. Do not close the page, and try again."),
            "device_full": _(
                "There is no room left on this device: what you do here cannot be kept. Make room, "
                "then send your answer again. Leave this page open until then."
            ),
            "course_gone": _(
                "This course is not kept on this device any more: it was removed, or the browser "
                "has dropped it. What you do here cannot be kept. Go on with a network."
            ),
        },
        **_player(),
        **shared_words(),
    }


def _player() -> Words:
    return {
        # In a course, a quiz is practice, not a test.
        "player.quiz": pgettext("in a course", "Quiz"),
        # The hint of a live session mentions other people, who are absent here.
        "player.text_hint": _("You may write in any language."),
        "player.language": _("Language"),
        "player.contents": _("Contents"),
        "player.progress": plural_forms(
            lambda n: ngettext("{done} of {n} slide done", "{done} of {n} slides done", n)
        ),
        "player.done": _("Done"),
        "player.seen": _("Begun"),
        "player.study": _("Explanation of this slide"),
        "player.check": _("Check my answer"),
        "player.answer": _("Send my answer"),
        "player.again": _("Try again"),
        "player.change": _("Change the answer"),
        "player.right": _("Correct"),
        "player.wrong": _("Not correct"),
        "player.kept": _("Your answer is kept."),
        "player.older": _("You answered an older version of this question."),
        "player.named": _("Your answer is kept with your name, for those who run this course."),
        "player.anonymous": _(
            "Anonymous: it is kept that you answered, and not what. Until it has arrived, your "
            "answer is on this device. It cannot be changed."
        ),
        "player.keep": _("Keep what I wrote"),
        "player.write": _("Write here what you would do"),
        "player.steps": _("Drafts of next steps"),
        "player.steps_write": _("Write which next steps you will take, by when, and with whom"),
        "player.owner": _("Responsible: {owner}"),
        "player.indicator": _("Indicator: {indicator}"),
        "player.days": plural_forms(lambda n: ngettext("Within {n} day", "Within {n} days", n)),
        "player.tries": plural_forms(lambda n: ngettext("{n} try", "{n} tries", n)),
        "player.also": _("Also:"),
        "player.others": _("In other languages"),
        "player.close": _("Close"),
        "player.finished": _("You have done every slide of this course."),
        "player.time": plural_forms(
            lambda n: ngettext("{n} minute of study", "{n} minutes of study", n)
        ),
        "player.time_how": _(
            "Counted is the time with this page in sight and in use. After a minute without a "
            "touch or a key it stops."
        ),
    }


def shell_words() -> dict[str, str]:
    """Return the words of the player's page itself, which contains them in all languages.

    `not_kept` is for a course that the device does not keep; the others are for a test.
    """
    return {
        "not_kept": _(
            "There is no network, and this course is not kept on this device. Come back when "
            "there is one, and keep it."
        ),
        "test": _("A test needs a network"),
        "test_why": _(
            "Questions of tests are never kept on a device. What was saved of a test that you "
            "have begun is on the server, and you can go on with it there."
        ),
        "test_meanwhile": _(
            "Until there is a network you can study: what you read and answer is kept on this "
            "device and sent later."
        ),
        "test_again": _("Try again"),
        "test_study": _("Study without a network"),
    }


def refusals_of_hosts() -> dict[str, str]:
    return {
        "answers_none": _("Choose at least one file of answers."),
        "answers_nobody": _("Say of at least one file whose answers it has."),
        "unknown_learner": _("This person is not in the course any more. Choose again."),
        "package_languages": _("Choose at least one language."),
        **unread_words(),
    }


def unread_words() -> dict[str, str]:
    """Return the reasons why a file cannot be imported, by code."""
    return {
        "answers_too_many": _("There are more than 200 files. Import them in several turns."),
        "answers_too_large": _("This is larger than any file of answers. Nothing of it was read."),
        "answers_damaged": _(
            "The file is damaged or was changed. Copy it from the computer once more."
        ),
        "answers_unknown": _("This is no file of answers from a package."),
        "answers_elsewhere": _("These are answers to another course."),
    }
