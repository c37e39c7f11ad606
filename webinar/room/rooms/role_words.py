"""The words for roles, for every page, and for tasks, where they are assigned."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.kit.permissions import Role


def role_words() -> dict[Role, str]:
    return {
        Role.HOST: _("Host"),
        Role.PRESENTER: _("Presenter"),
        Role.MODERATOR: _("Moderator"),
        Role.INTERPRETER: _("Interpreter"),
        Role.PARTICIPANT: _("Participant"),
    }


def task_words() -> dict[str, str]:
    """Words by the names in `team.TASKS`: whole phrases, because language names are inflected."""
    return {
        "presenter": _("Presenter"),
        "moderator": _("Moderator"),
        "interpreter.kk": _("Interpreter into Kazakh"),
        "interpreter.ru": _("Interpreter into Russian"),
        "interpreter.en": _("Interpreter into English"),
        "interpreter.prs": _("Interpreter into Dari"),
    }
