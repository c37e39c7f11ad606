"""The words of the player, of what is kept on a phone, and of answers that come back as files."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar import words
from webinar.i18n import language_name
from webinar.languages import LANGUAGES
from webinar.words import Words, plural_forms

# What the player says in the same words as a live session.
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
    "poll.quiz",
    "poll.select_one",
    "poll.select_all",
    "poll.abstain",
    "poll.correct",
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
)
_REFUSALS = ("no_choice", "no_number", "too_many_points")


def player_words() -> Words:
    """All that the player says, in the language of the request: one language of `Pack.words`."""
    of_rooms = words.room_words()
    refusals = words.refusal_words()
    return {
        **{key: of_rooms[key] for key in _OF_ROOMS},
        "refusals": {
            **{code: refusals[code] for code in _REFUSALS if code in refusals},
            "not_kept": _("This could not be kept. Do not close the page, and try again."),
        },
        **{f"language.{tag}": language_name(tag) for tag in LANGUAGES},
        # The hint of a live session speaks of others, who are not here.
        "poll.text_hint": _("You may write in any language."),
        **_player(),
    }


def _player() -> Words:
    return {
        "player.language": _("Language"),
        "player.contents": _("Contents"),
        "player.progress": plural_forms(
            lambda n: ngettext("{done} of {n} slide done", "{done} of {n} slides done", n)
        ),
        "player.done": _("Done"),
        "player.seen": _("Begun"),
        "player.study": _("Explanation of this slide"),
        "player.answer": _("Answer"),
        "player.again": _("Try again"),
        "player.change": _("Change the answer"),
        "player.right": _("That is right."),
        "player.wrong": _("That is not right yet."),
        "player.kept": _("Your answer is kept."),
        "player.named": _("Your answer is kept with your name, for those who run this course."),
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


def package_words() -> Words:
    """What the player says beside that on a USB stick."""
    return {
        "usb.who": _("Who are you?"),
        "usb.new": _("Somebody else"),
        "usb.who_how": _(
            "Your answers stay on this computer under this name. Several people can use one "
            "computer in turn."
        ),
        "usb.name": _("Your name"),
        "usb.number": _("Your number, if you were given one"),
        "usb.listed": _("Choose your name"),
        "usb.not_listed": _("My name is not on the list"),
        "usb.no_name": _("Write your name"),
        "usb.begin": _("Begin"),
        "usb.other": _("Somebody else"),
        "usb.save": _("Save my answers"),
        "usb.unsaved": plural_forms(
            lambda n: ngettext(
                "{n} entry is not in your answers file yet",
                "{n} entries are not in your answers file yet",
                n,
            )
        ),
        "usb.all_saved": _("Your answers file has everything. Give it to your organiser."),
        "usb.memory": _(
            "This browser keeps nothing: save your answers before you close this page."
        ),
        "usb.remove": _("Remove"),
        "usb.remove_sure": _("Yes, remove"),
        "usb.remove_note": _("What this person did is deleted from this computer."),
    }
