"""The reasons for refusing commands about halls, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

# Facilitators meet these refusals on their hall's page, which has the words of all refusals. A
# participant's room does not need them.
FOR_HOSTS = True


def refusals() -> dict[str, str]:
    return {
        "unknown_hall": _("There is no such hall"),
        "hall_taken": _("This participant enters for another hall already"),
        "too_many_halls": _("This session cannot hold more halls"),
        "hall_full": _("This hall cannot hold more people"),
        "names_in_line": _("A name is too long. Write each name on a line of its own."),
        "name_in_hall": _("Somebody with this name is in the hall already. Add the surname."),
        "not_in_hall": _("This person is not in the hall now"),
        "same_member": _("This person has been found already"),
        "hands_first": _("Take back the show of hands of the open poll first"),
        "not_by_hands": _("This kind of poll is answered on one's own device only"),
        "by_hands_only": _("In an anonymous poll the hall answers by a show of hands"),
        "too_many_hands": _("More hands than people in the hall who have not voted yet"),
        "hands_do_not_add_up": _("The number of people does not fit the hands"),
        "hand_counted": _("The hands that were counted already include everybody in the hall"),
        "pin_shape": _("A PIN has four to six digits"),
        "pin_locked": _("Too many wrong PINs. Ask a host to reset it."),
    }
