"""Each figure is the same everywhere, and equals an independent calculation."""

from collections import Counter
from dataclasses import asdict

import pytest

from tests.people.accounts.browsing import signed_in
from tests.results.attendance import sources
from tests.results.attendance.sources import Told
from tests.results.attendance.varied import make_varied


def everybody(one):
    return True


def listed(one):
    """Whether the person joined or was marked as having attended."""
    return one.joined or one.attended


def seen(one):
    return any(one.devices)


def attended(one):
    return one.attended


def on_roster(one):
    return not one.is_guest


def on_roster_now(one):
    return on_roster(one) and one.name != "Left The Roster"


def who_answered(one):
    return one.answered > 0


# Each source, the people it covers, and the figures it shows.
SOURCES = [
    (sources.register_page, everybody, "measured credited share status answered"),
    (sources.report_page, listed, "measured credited share"),
    (sources.series_page, everybody, "credited share"),
    (sources.series_totals, everybody, "credited share status answered"),
    (sources.csv_file, everybody, "measured credited share status answered"),
    (sources.json_file, everybody, "measured credited share status answered"),
    (sources.xlsx_file, everybody, "measured credited share status answered"),
    (sources.zoom_webinar, everybody, "measured"),
    (sources.zoom_meeting, seen, "measured"),
    (sources.teams, seen, "measured"),
    (sources.pdf_report, everybody, "credited status"),
    (sources.cohort_dashboard, on_roster, "credited status answered right"),
    (sources.ballots_file, who_answered, "answered right"),
    (sources.certificates, everybody, "credited status answered"),
    (sources.completion, on_roster_now, "credited"),
    (sources.xapi, attended, "measured credited status answered"),
    (sources.protocol, listed, "measured credited share"),
    (sources.frozen, everybody, "measured credited status answered"),
]


@pytest.fixture
def reader(app, db):
    made = make_varied(db)
    return sources.Reader(signed_in(app, made.owner), db, app, made)


def reckoned(one):
    return Told(one.measured, one.credited, one.share, one.status.value, one.answered, one.right)


def test_every_source_shows_the_same_figures_for_everybody(reader):
    different = []
    for source, is_told, figures in SOURCES:
        told = source(reader)
        for person in filter(is_told, reader.made.people):
            here, right = (
                asdict(each) for each in (told.get(person.name, Told()), reckoned(person))
            )
            different += [
                f"{source.__name__}: {person.name}: {what} {here[what]}, not {right[what]}"
                for what in figures.split()
                if here[what] != right[what]
            ]

    assert not different, "\n".join(different)


def test_every_source_counts_the_same_statuses(reader):
    counted = Counter(person.status.value for person in reader.made.people)

    found = sources.status_counts(reader)

    assert found == dict.fromkeys(found, dict(counted))


def test_sufficient_share_appears_exactly_with_status_present(reader):
    """Only people whose status was not corrected are compared."""
    told = {person.name: person for person in reader.made.people if not person.said}

    for name, one in sources.register_page(reader).items():
        if name in told:
            assert (one.share >= 80) == (one.status == "present"), name
