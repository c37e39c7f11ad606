"""The words of the pointer."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.words import Words


def extras() -> Words:
    return {"pointer.here": _("The presenter points at: {text}")}


def console() -> Words:
    return {
        "pointer.switch": _("Pointer"),
        "pointer.hint": _("Tap a line or a picture of the slide: everybody sees it marked."),
    }
