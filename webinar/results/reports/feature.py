"""The hooks of reports, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Export, Feature, Replayed
from webinar.live.assessment import results
from webinar.live.groups.record import paragraphs
from webinar.live.polls import results as poll_results
from webinar.page_places import SessionPage, Standing, Tab
from webinar.results.reports import (
    attendance_table,
    ballots,
    group_table,
    language_table,
    poll_tables,
    queries,
    step_table,
    test_tables,
    timeline,
)

FEATURE = Feature(
    name="reports",
    exports=(
        Export(kind="attendance", columns=attendance_table.COLUMNS),
        Export(
            kind="polls",
            read=poll_results.of_room,
            worded=poll_tables.option_rows,
            columns=poll_tables.POLLS,
        ),
        Export(
            kind="languages",
            read=poll_results.of_room,
            worded=language_table.readers_rows,
            columns=language_table.COLUMNS,
        ),
        Export(
            kind="answers",
            read=poll_results.of_room,
            worded=poll_tables.answer_rows,
            columns=poll_tables.ANSWERS,
        ),
        Export(kind="ballots", read=ballots.ballots, columns=poll_tables.BALLOTS),
        Export(kind="gains", read=results.gain_records, columns=test_tables.GAINS),
        Export(kind="tests", read=results.people_records, columns=test_tables.TESTS),
        Export(
            kind="steps",
            read=queries.steps,
            worded=step_table.step_rows,
            columns=step_table.COLUMNS,
        ),
        Export(kind="groups", read=paragraphs, columns=group_table.COLUMNS),
        Export(kind="timeline", read=timeline.happenings, columns=timeline.COLUMNS),
    ),
    timeline={
        "report.tests": Replayed.AFTER,
    },
    session_pages=(
        SessionPage(
            tab=Tab.PAPERS,
            rank=30,
            endpoint="reports.exports.home",
            needs=Standing.READER,
            title=_l("Exports"),
            within=("reports.exports.",),
        ),
    ),
)
