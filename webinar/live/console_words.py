"""The words that the presenter's console and the stage take into the browser."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from webinar.kit.languages import LANGUAGES
from webinar.kit.per_language import per_language
from webinar.live.steps import host_words as steps
from webinar.room.rooms.role_words import role_words
from webinar.words import (
    Words,
    language_words,
    link_words,
    only,
    plural_forms,
    room_words,
    words_of_features,
)


@per_language
def console_words() -> Words:
    """Every text that the console's script may show, by key."""
    return {
        **language_words(),
        **link_words(),
        **clock_words(),
        "start.planned": _("It is planned for {date}, {time}."),
        "untranslated": plural_forms(
            lambda n: ngettext(
                "{n} person will read this in {language} only",
                "{n} people will read this in {language} only",
                n,
            )
        ),
        **_slide_words(),
        **_poll_words(),
        **_poll_form_words(),
        **_people_words(),
        **steps.console_words(),
        **words_of_features("console"),
    }


def stage_words_by_language(tags: Iterable[str]) -> dict[str, Words]:
    """Return `stage_words` by language: the hall may read other languages than the presenter."""
    found: dict[str, Words] = {}
    for tag in tags:
        with force_locale(LANGUAGES[tag].locale):
            found[tag] = {**stage_words()}
    return found


@per_language
def stage_words() -> Words:
    """Every text that the stage may show in one language, by key."""
    return {
        **language_words(),
        **link_words(),
        "stage.scan": _("Scan the picture, or open"),
        "stage.code": _("Access code"),
        "stage.thanks": _("Thank you for taking part"),
        "stage.here": plural_forms(lambda n: ngettext("{n} here", "{n} here", n)),
        "stage.blank": _("The stage is blank"),
        **only(room_words(), "slide.loading"),
        **words_of_features("stage"),
    }


def clock_words() -> Words:
    """The words of the top bar: the clock compared with the plan, and how many people are here."""
    return {
        "clock.of": _("{elapsed} of {planned}"),
        "clock.planned": _("Not started · {planned} planned"),
        "clock.ended": _("Ended after {elapsed}"),
        "clock.on_plan": _("on plan"),
        "plan.spent": _("{n} of {all} min"),
        "clock.behind": plural_forms(
            lambda n: ngettext("{n} minute behind plan", "{n} minutes behind plan", n)
        ),
        "clock.ahead": plural_forms(
            lambda n: ngettext("{n} minute ahead of plan", "{n} minutes ahead of plan", n)
        ),
        "people.here_of": plural_forms(
            lambda n: ngettext("{n} of {all} here", "{n} of {all} here", n)
        ),
        "people.reconnecting": plural_forms(
            lambda n: ngettext("{n} reconnecting", "{n} reconnecting", n)
        ),
    }


def _slide_words() -> Words:
    return {
        "slide.of": _("Slide {n} of {all}"),
        "slide.last": _("This is the last slide."),
        **only(room_words(), "slide.handout", "slide.loading"),
        "notes.none": _("No notes for this slide."),
        "join.copied": _("Copied"),
        "join.selected": _("The link is selected: copy it."),
        "blank.on": _("The stage is blank"),
        "blank.off": _("The stage shows the session"),
    }


def _poll_words() -> Words:
    return {
        "poll.state.draft": _("Not opened yet"),
        "poll.state.open": _("Open"),
        "poll.state.closed": _("Closed"),
        "poll.state.revealed": _("Results shown"),
        "poll.open": _("Open poll"),
        "poll.close": _("Close poll"),
        "poll.reopen": _("Open again"),
        "poll.reveal": _("Show results"),
        "poll.close_again": _("Press P once more to close the poll."),
        "poll.silent": plural_forms(lambda n: ngettext("{n} silent", "{n} silent", n)),
        "poll.open_for": _("open for {time}"),
        "poll.hidden": _("Participants see the bars once you show the results."),
        "poll.seen": _("Participants see these results."),
        "poll.poll": _("Poll"),
        "poll.other_parts": plural_forms(
            lambda n: ngettext("{n} poll of other modules", "{n} polls of other modules", n)
        ),
        "poll.answers_later": _(
            "Pre-test: the answers are not shown. The post-test asks the same at the end."
        ),
        "poll.here": _("This slide"),
        "poll.slide": _("Slide {n}"),
        "poll.spot": _("Made on the spot"),
        "poll.others": _("Other polls"),
        "poll.none_yet": _("There is no poll yet. Make one below."),
        "poll.none_here": _("No poll is open, and this slide has none."),
    }


def _poll_form_words() -> Words:
    return {
        "make.title": _("Make a poll"),
        "make.question": _("Question"),
        "make.option": _("Option {n}"),
        "make.add": _("Add option"),
        "make.remove": _("Remove option {n}"),
        "make.kind": _("Kind"),
        "make.quiz": _("Quiz: it has a correct answer"),
        "make.correct": _("Option {n} is correct"),
        "make.language": _("Written in"),
        "make.translations": _("Translations"),
        "make.translations_hint": _(
            "Optional. Participants who read another language see the poll as it was written."
        ),
        "make.send": _("Make the poll"),
        "make.made": _("The poll is made. Open it when you are ready."),
        "make.missing.question": _("Write the question."),
        "make.missing.options": _("Fill in every option, or remove it."),
        "make.missing.same": _("Two options are the same."),
        "make.missing.correct": _("Mark the correct answer."),
        "make.missing.translation": _("A translation needs the question and every option."),
        "cancel": _("Cancel"),
    }


def _people_words() -> Words:
    return {
        "people.search": _("Search"),
        "panel.not_started": _(
            "Polls open and steps are put to everyone once the session has started."
        ),
        "people.show": _("Show"),
        "people.all": _("All"),
        "people.here": _("Here"),
        "people.lost": _("Connection lost"),
        "people.away": _("Away"),
        "people.empty": _("Nobody has joined yet. Show the join code."),
        "people.no_match": _("Nobody matches."),
        "people.shown": plural_forms(lambda n: ngettext("{n} person", "{n} people", n)),
        **{f"role.{role}": word for role, word in role_words().items()},
    }
