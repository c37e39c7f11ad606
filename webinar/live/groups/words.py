"""The reasons for refusing commands about groups, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {
        "group_poll_open": _("Close the open poll of your group first"),
        "groups_empty": _("Put somebody into a group first"),
        "groups_not_running": _("There is no group work now"),
        "groups_running": _("End the present group work first"),
        "help_over": _("This group is no longer waiting for help"),
        "help_taken": _("Somebody else is already going to this group"),
        "no_draft": _("No groups are prepared"),
        "no_groups": _("There are no groups now"),
        "no_poll_here": _("This slide asks no question"),
        "not_in_group": _("You are not in this group any more"),
        "note_full": _("This note cannot hold more paragraphs"),
        "too_few_people": _("Group work needs at least two participants"),
        "too_many_rounds": _("This session cannot hold more rounds of group work"),
        "unknown_block": _("This paragraph does not exist"),
        "unknown_group": _("This group does not exist"),
    }
