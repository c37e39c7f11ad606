"""The words of the preview's pages and scripts, in the language of the author's browser."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.words import Words


def kind_words() -> dict[str, str]:
    """Return the names of the kinds of slides, by the class on the heading."""
    return {
        "": _("Slide"),
        "poll": _("Poll"),
        "quiz": _("Quiz"),
        "scale": _("Scale"),
        "scenario": _("Group work"),
        "steps": _("Drafts of next steps"),
    }


def script_words() -> Words:
    return {
        "live": _("Changes appear by themselves"),
        "lost": _("No connection: is the command still running?"),
        "contrast.light": _(
            "Contrast {ratio} in the light look, at least {least} is needed: {text}"
        ),
        "contrast.dark": _("Contrast {ratio} in the dark look, at least {least} is needed: {text}"),
        "wide": _("Wider than a phone of {width} pixels: {text}"),
        "sideways": _("Too wide for a phone of {width} pixels, scrolls sideways: {text}"),
        "cut": _("Cut off at the edge of its drawing: {text}"),
        "small": _("Text on the stage is only {percent} of its size: shorten the slide"),
    }
