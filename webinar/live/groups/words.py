"""The words of group work: for its members, for hosts, for the stage, and for refusals."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.words import Words, plural_forms


def extras() -> Words:
    """The words of a participant's group work."""
    return {
        **_shared(),
        "groups.place": _("Group"),
        "groups.begun": _("Group work has begun. Go to your group"),
        "groups.said_begun": _("Group work has begun"),
        "groups.said_over": _("Group work is over"),
        "groups.said_message": _("From {name}: {text}"),
        "groups.members": _("In your group: {names}"),
        "groups.looking": _("We are looking for a group for you…"),
        "groups.join": _("Join group"),
        "groups.note_hint": _(
            "Everybody in the group writes here, also at the same time: nothing is lost."
        ),
        "groups.paragraph": _("Paragraph {n}"),
        "groups.new": _("New paragraph"),
        "groups.sending": _("Sending…"),
        "groups.kept": _("Kept on this device, will be sent"),
        "groups.saved": _("Saved"),
        "groups.erase": _("Erase"),
        "groups.erased": _("A paragraph was erased"),
        "groups.restore": _("Bring it back"),
        "groups.both": _(
            "In [ … | … ] stands what two people made of the same words. Keep what is right."
        ),
        "groups.help": _("Call the presenter"),
        "groups.help_called": _("The presenter has been called"),
        "groups.help_coming": _("{name} is coming to you"),
        "groups.help_back": _("We need no help any more"),
        "groups.ask": _("Ask your group"),
        "groups.question": _("Question"),
        "groups.options": _("Answers, one in each line"),
        "groups.open_poll": _("Open poll"),
        "groups.copy_poll": _("Ask the question of this slide"),
        "groups.mine": _("Your choice"),
        "groups.close_poll": _("Close poll"),
        "groups.loading": _("Loading…"),
        "groups.not_loaded": _("The notes could not be loaded. Trying again…"),
    }


def console() -> Words:
    """The words of the hosts' panel."""
    return {
        **_shared(),
        "groups.tab": _("Groups"),
        "groups.prepare": _("Prepare groups"),
        "groups.split": _("Split participants"),
        "groups.split_language": _("By language"),
        "groups.split_unit": _("By unit, as on the roster"),
        "groups.split_random": _("At random"),
        "groups.split_hand": _("By hand"),
        "groups.size": _("People in a group"),
        "groups.everyone": _("Also those who are away now"),
        "groups.show": _("Show groups"),
        "groups.again": _("Deal again"),
        "groups.draft_hint": _("Only hosts see these groups until you start them."),
        "groups.minutes": _("Minutes"),
        "groups.start": _("Start group work"),
        "groups.discard": _("Discard"),
        "groups.more_time": _("5 minutes more"),
        "groups.close": _("End group work"),
        "groups.close_sure": _("Press again to end group work"),
        "groups.calls": _("Groups that call you"),
        "groups.answer": _("I am coming"),
        "groups.helped": _("Done"),
        "groups.coming": _("{name} is coming"),
        "groups.write_to": _("Write to groups"),
        "groups.to": _("To"),
        "groups.to_all": _("All groups"),
        "groups.message": _("Message"),
        "groups.send": _("Send message"),
        "groups.move": _("Move people"),
        "groups.unplaced": _("In no group yet"),
        "groups.place_in": _("Choose a group"),
        "groups.silent": _("has not written yet"),
        "groups.size_of": plural_forms(lambda n: ngettext("{n} person", "{n} people", n)),
    }


def stage() -> Words:
    return _shared()


def refusals() -> dict[str, str]:
    return {
        "group_poll_open": _("Close the open poll of your group first"),
        "groups_empty": _("Put somebody into a group first"),
        "groups_not_running": _("There is no group work now"),
        "groups_running": _("End the present group work first"),
        "help_over": _("This group does not wait for help any more"),
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


def _shared() -> Words:
    return {
        "groups.name": _("Group {n}"),
        "groups.left": _("Time left: {time}"),
        "groups.over": _("Group work is over"),
        "groups.note": _("Shared note"),
        "groups.note_empty": _("Nothing is written yet."),
        "groups.all_notes": _("Notes of all groups"),
        "groups.poll": _("Poll of the group"),
        "groups.voters": plural_forms(lambda n: ngettext("{n} answer", "{n} answers", n)),
    }
