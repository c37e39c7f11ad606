"""What co-owners share, and why a form about owners was refused, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def what_is_shared(table: str) -> str:
    """Return a sentence that says what comes with a row of this table."""
    sentences: dict[str, str] = {
        "rooms": _(
            "Co-owners of a session may plan it, run it, and read and correct its results. They "
            "have its cohort only if they own the cohort, too."
        ),
        "series": _(
            "Co-owners of a series have its sessions, too: those that are in it now and those that "
            "will be added. They have its cohort only if they own the cohort, too."
        ),
        "cohorts": _(
            "Co-owners of a cohort have its list of people and, with it, all series, sessions and "
            "courses that are for this cohort."
        ),
        "courses": _(
            "Co-owners of a course may change it, and read and correct the results of its learners."
        ),
    }
    return sentences[table]


def refusals_of_hosts() -> dict[str, str]:
    return {
        "unknown_organiser": _(
            "No organiser of this server has this address. An administrator can give the account "
            "that role."
        ),
        "owns_already": _("This is the owner's own address."),
        "co_owners_full": _("At most 20 co-owners fit. Take one out first."),
        "unknown_co_owner": _("This person is not a co-owner any more."),
        "not_the_owner": _("Only the owner or an administrator may do that."),
    }
