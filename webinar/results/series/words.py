"""Reasons for refusals about series, copies, helpers and viewers, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _

from webinar.results.series.repeating import Frequency


def refusals_of_hosts() -> dict[str, str]:
    return {
        "times_invalid": _("Write how many sessions there are to be, from 1 to 52."),
        "series_used": _("Certificates are issued for this series, so it stays."),
        "series_full": _("A series holds at most 60 sessions."),
        "session_in_series": _("This session belongs to a series already."),
        "viewer_unfit": _("This account has another purpose. Viewers have accounts of their own."),
        "unknown_session": _("There is no such session."),
        "unknown_cohort": _("There is no such cohort."),
        "unknown_series": _("There is no such series."),
        "account_closed": _("This account is closed. An administrator can open it again."),
        "link_not_yours": _(
            "You cannot make a link for this account: it has a password, somebody else invited it, "
            "or it helps in sessions of others. An administrator can."
        ),
    }


def frequency_words() -> dict[str, str]:
    return {
        Frequency.WEEK.value: _("every week"),
        Frequency.FORTNIGHT.value: _("every two weeks"),
        Frequency.MONTH.value: _("every month, on that day of the month"),
    }
