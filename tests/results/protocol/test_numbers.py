"""Numbers that were given and asked for, written as each language does."""

from types import SimpleNamespace

import pytest

from webinar.content.handouts.wording import speaking
from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.models import PollState
from webinar.live.polls.results import PollResult
from webinar.live.polls.view_structs import Figures, NumberBin, Numbers, RightNumber
from webinar.results.dashboards import poll_blocks
from webinar.results.protocol import compose_polls

GIVEN_COUNTS = {0.19: 1, 0.4: 2}


def poll(given=GIVEN_COUNTS, bins=()):
    spread = {"count": 6, "mean": 0.316667, "median": 0.35, "min": 0.19, "max": 0.4}
    return PollResult(
        key="spot-1",
        kind=PollKind.NUMERIC,
        is_quiz=True,
        state=PollState.CLOSED,
        texts={"ru": {"question": "Доля?", "labels": {}}},
        options=(),
        voters=6,
        figures=Figures(
            numbers=Numbers(**spread, bins=[NumberBin(*counted_range) for counted_range in bins])
        ),
        number_counts=tuple(given.items()),
        right=RightNumber(0.3, 0.1),
    )


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["0.317", "0.35", "0.3 ± 0.1", "0.19", "0.4"]),
        ("ru", ["0,317", "0,35", "0,3 ± 0,1", "0,19", "0,4"]),
        ("kk", ["0,317", "0,35", "0,3 ± 0,1", "0,19", "0,4"]),
        ("prs", ["۰٫۳۱۷", "۰٫۳۵", "۰٫۳ ± ۰٫۱", "۰٫۱۹", "۰٫۴"]),
    ],
)
def test_record_writes_numbers_as_its_language_does(language, written):
    record = SimpleNamespace(polls=[poll()])
    with speaking(language):
        text = str(compose_polls.polls(record, language))

    for number in written:
        assert f"{number}'" in text or f"{number} " in text, number


def test_dashboard_shows_all_numbers_in_bins_not_just_the_lowest():
    bins = [(0.0, 9.5, 10), (9.5, 39.0, 30)]
    record = SimpleNamespace(polls=[poll({float(number): 1 for number in range(40)}, bins)])
    with speaking("ru"):
        [drawn] = poll_blocks.polls(record, "ru", rtl=False)

    assert [(bar.line[0].text, bar.value) for bar in drawn.rows] == [
        ("0 – 9,5", "10"),
        ("9,5 – 39", "30"),
    ]
    assert "Верный ответ: 0,3 ± 0,1" in drawn.note
