"""The words of the replay's player, which its script gets in the browser."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.kit.per_language import per_language
from webinar.live.steps.host_words import answer_words, verdict_words
from webinar.words import Words, only, room_words


@per_language
def player_words() -> Words:
    """Return the player's words by key, with those of polls, languages and answers."""
    polls = {
        key: word
        for key, word in room_words().items()
        if key == "poll" or key.startswith(("poll.", "language.", "fallback."))
    }
    return {
        **polls,
        **answer_words(),
        **verdict_words(),
        **only(room_words(), "slide.said"),
        "replay.play": _("Play"),
        "replay.pause": _("Pause"),
        "replay.speed": _("Speed"),
        "replay.place": _("Place in the session"),
        "replay.at": _("{time} of {whole}"),
        "replay.chapters": _("Chapters"),
        "replay.breaks": _("Leave out breaks"),
        "replay.break": _("Break"),
        "replay.groups": _("Work in groups"),
        "replay.together": _("Back together"),
        "replay.questions": _("Questions"),
        "replay.steps": _("Next steps"),
        "replay.asked": _("Question: {text}"),
        "replay.answered": _("Answered"),
        "replay.aloud": _("Answered by word of mouth"),
        "replay.anonymous": _("Anonymous"),
        "replay.put": pgettext("state of a step", "Put to everyone"),
        "replay.step": _("Next step {n}"),
        "replay.note": _("Note of group {n}"),
        "replay.opened": _("A poll is open: {question}"),
        "replay.closed": _("Poll closed"),
        "replay.revealed": _("The results are shown"),
        "replay.hidden": _("Its result is not shown."),
        "replay.end": _("The session has ended"),
        "replay.keys": _(
            "Keys in the player: space plays and pauses, the arrows go ten seconds, "
            "the page keys go by chapters, comma and full stop change the speed."
        ),
        "replay.failed": _("The player cannot be loaded now. Everything is in the list below."),
        "replay.again": _("Try again"),
    }
