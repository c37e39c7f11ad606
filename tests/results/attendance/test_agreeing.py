"""Each figure is the same everywhere, and equals an independent calculation."""

from collections import Counter
from dataclasses import asdict

import pytest

from tests.people.accounts.browsing import signed_in
from tests.results.attendance import sources
from tests.results.attendance.sources import Figures
from tests.results.attendance.varied import make_varied


def everybody(person):
    return True


def is_listed(person):
    """Whether the person joined or was marked as having attended."""
    return person.joined or person.attended


def was_seen(person):
    return any(person.devices)


def has_attended(person):
    return person.attended


def is_on_roster(person):
    return not person.is_guest


def is_on_roster_now(person):
    return is_on_roster(person) and person.name != "Left The Roster"


def has_answered(person):
    return person.answered > 0


# Each source, the people it covers, and the figures it shows.
SOURCES = [
    (sources.register_page, everybody, "measured credited share status answered"),
    (sources.report_page, is_listed, "measured credited share"),
    (sources.series_page, everybody, "credited share"),
    (sources.series_totals, everybody, "credited share status answered"),
    (sources.csv_file, everybody, "measured credited share status answered"),
    (sources.json_file, everybody, "measured credited share status answered"),
    (sources.xlsx_file, everybody, "measured credited share status answered"),
    (sources.zoom_webinar, everybody, "measured"),
    (sources.zoom_meeting, was_seen, "measured"),
    (sources.teams, was_seen, "measured"),
    (sources.pdf_report, everybody, "credited status"),
    (sources.cohort_dashboard, is_on_roster, "credited status answered right"),
    (sources.ballots_file, has_answered, "answered right"),
    (sources.certificates, everybody, "credited status answered"),
    (sources.completion, is_on_roster_now, "credited"),
    (sources.xapi, has_attended, "measured credited status answered"),
    (sources.protocol, is_listed, "measured credited share"),
    (sources.frozen, everybody, "measured credited status answered"),
]


@pytest.fixture
def reader(app, db):
    varied = make_varied(db)
    return sources.Reader(signed_in(app, varied.owner), db, app, varied)


def expected(person):
    return Figures(
        person.measured,
        person.credited,
        person.share,
        person.status.value,
        person.answered,
        person.right,
    )


def test_every_source_shows_the_same_figures_for_everybody(reader):
    different = []
    for source, is_covered, figures in SOURCES:
        shown_figures = source(reader)
        for person in filter(is_covered, reader.varied.people):
            shown, right = (
                asdict(figures_of_person)
                for figures_of_person in (
                    shown_figures.get(person.name, Figures()),
                    expected(person),
                )
            )
            different += [
                f"{source.__name__}: {person.name}: {figure} {shown[figure]}, not {right[figure]}"
                for figure in figures.split()
                if shown[figure] != right[figure]
            ]

    assert not different, "\n".join(different)


def test_every_source_counts_the_same_statuses(reader):
    expected_counts = Counter(person.status.value for person in reader.varied.people)

    counts = sources.status_counts(reader)

    assert counts == dict.fromkeys(counts, dict(expected_counts))


def test_sufficient_share_appears_exactly_with_status_present(reader):
    """Only people whose status was not corrected are compared."""
    uncorrected = {person.name: person for person in reader.varied.people if not person.corrections}

    for name, figures in sources.register_page(reader).items():
        if name in uncorrected:
            assert (figures.share >= 80) == (figures.status == "present"), name
