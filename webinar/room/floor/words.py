"""The interface texts of the floor, which is held by the member who presents now."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.words import Words

# Only hosts can get these refusals.
FOR_HOSTS = True


def console() -> Words:
    return {
        "floor.mine": _("You present now"),
        "floor.theirs": _("{name} presents now"),
        "floor.free": _("Nobody presents yet"),
        "floor.away": _("{name} presents and has lost the connection"),
        "floor.take": _("Take over"),
        "floor.take_free": _("Present now"),
        "floor.take_again": _("{name} is presenting. Press once more to take over."),
        "floor.offer": _("Hand over"),
        "floor.offer_to": _("Hand over to {name}"),
        "floor.offered": _("Offered to {name}"),
        "floor.withdraw": _("Take the offer back"),
        "floor.offers": _("{name} hands over to you"),
        "floor.accept": _("Accept"),
        "floor.decline": _("Not now"),
    }


def refusals() -> dict[str, str]:
    return {
        "floor_elsewhere": _("Somebody else presents now. Take over first."),
        "floor_moved": _("Somebody else has taken over meanwhile"),
        "not_a_presenter": _("This person does not present in this session"),
    }
