"""The words of courses that are kept on a device."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar import words
from webinar.kit.languages import LANGUAGES
from webinar.kit.per_language import per_language
from webinar.kit.web.i18n import language_name
from webinar.words import Words, plural_forms


@per_language
def kept_words() -> Words:
    """Return the scripts' words for courses that are kept on a device."""
    return {
        **shared_words(),
        "refusals": refusals_of_deeds(),
        "kept.what": _("In: {languages}. It takes {size} here. Version {edition}."),
        "kept.kilobytes": _("{n} kB"),
        "kept.megabytes": _("{n} MB"),
        "kept.fetching": _("Fetching… Leave this page open."),
        "kept.share": _("{share} is here, {size} still to come. Leave this page open."),
        "kept.player": _("The course is here, now comes the player. Leave this page open."),
        "kept.done": _("Kept. You can study without a network now, at this same address."),
        "kept.is_kept": _("This course is kept on this device."),
        "kept.for": _("Kept on this device for {name}."),
        "kept.for_another": _(
            "This device keeps the course for {name}. What waits is sent in their name; then their "
            "course is taken off, and you can keep it for yourself."
        ),
        "kept.beside": _("Kept on this device for others who share it: {names}."),
        "kept.updated": _(
            "The course has changed: the newer version is kept now. Your answers stay."
        ),
        "kept.removed": _("Removed from this device."),
        "kept.remove": _("Remove from this phone"),
        "kept.remove_sure": _("Remove all the same"),
        "kept.no_language": _("Choose a language first"),
        "kept.full": _(
            "There is not enough room on this device. Nothing was kept. Make room and try again."
        ),
        "kept.full_update": _(
            "There is not enough room for the newer version. What was kept before is still there."
        ),
        "kept.failed": _(
            "That did not work. Check the connection and try again: what has come of a course is "
            "not fetched anew."
        ),
        "kept.sending": _("Sending what waits…"),
        "kept.leave_note": plural_forms(
            lambda n: ngettext(
                "{n} entry was not sent and is lost if you leave. Press again to leave.",
                "{n} entries were not sent and are lost if you leave. Press again to leave.",
                n,
            )
        ),
    }


def shared_words() -> Words:
    """Return the words that the pages share with the player without a network."""
    return {
        **{f"own_name.{tag}": language_name(tag) for tag in LANGUAGES},
        "kept.here": _("On this device"),
        "kept.offline": _("You study from what this device keeps."),
        "kept.name": _("Your name here: {name}"),
        "kept.online": _("Go to the course online"),
        "kept.go_on": _("Go on as {name}"),
        "kept.nothing": _("Everything has been sent."),
        "kept.waiting": plural_forms(
            lambda n: ngettext(
                "{n} answer waits on this phone", "{n} answers wait on this phone", n
            )
        ),
        "kept.time_waits": _("Reading time waits on this phone."),
        "kept.some_refused": plural_forms(
            lambda n: ngettext("{n} entry was not accepted:", "{n} entries were not accepted:", n)
        ),
        "kept.answer": _("Answer to “{slide}”"),
        "kept.reading": _("Reading of “{slide}”"),
    }


def refusals_of_deeds() -> dict[str, str]:
    """Return the reasons why the server did not accept entries made without a network, by code."""
    known = words.refusal_words()
    codes = (
        "course_closed",
        "unknown_slide",
        "not_asked",
        "unknown_option",
        "one_choice_only",
    )
    return {
        **{code: known[code] for code in codes},
        "too_much": _("You have answered this very often. What you did before is kept."),
        "internal": _("The server did not understand it."),
    }


def size_text(size: int) -> str:
    """Write a number of bytes in kB or MB, rounded up."""
    if size < 1_000_000:
        return str(_("%(n)s kB", n=-(-size // 1000)))
    return str(_("%(n)s MB", n=-(-size // 100_000) / 10))
