"""Numbers that were given and asked for, as each language writes them."""

from types import SimpleNamespace

import pytest

from webinar.dashboards import poll_blocks
from webinar.dashboards.reading import AskedPoll
from webinar.handouts.wording import speaking
from webinar.lessons.poll_kinds import PollKind
from webinar.protocol import compose_polls
from webinar.protocol.record import PollRecord, SaidRecord

GIVEN = {"0.19": 1, "0.4": 2}


def poll(given=GIVEN):
    return PollRecord(
        key="spot-1",
        kind=PollKind.NUMERIC,
        question={"ru": "Доля?"},
        part={},
        is_quiz=True,
        is_anonymous=False,
        round=1,
        voters=6,
        abstained=None,
        withheld="",
        options=[],
        mean=0.316667,
        median=0.35,
        right="0.3 ± 0.1",
        words=[SaidRecord(text=text, language="", count=count) for text, count in given.items()],
        replies=[],
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
def test_a_record_writes_them_as_its_language_does(language, written):
    asked = SimpleNamespace(polls=[poll()])
    with speaking(language):
        told = str(compose_polls.polls(asked, language))

    for number in written:
        assert f"{number}'" in told or f"{number} " in told, number


def test_a_dashboard_shows_all_numbers_in_bins_and_not_the_lowest_of_them():
    many = poll({str(number): 1 for number in range(40)})
    bins = [(0.0, 9.5, 10), (9.5, 39.0, 30)]
    asked = SimpleNamespace(polls=[AskedPoll(many, 0, bins, {})])
    with speaking("ru"):
        [drawn] = poll_blocks.polls(asked, "ru", rtl=False)

    assert [(bar.line[0].text, bar.value) for bar in drawn.rows] == [
        ("0 – 9,5", "10"),
        ("9,5 – 39", "30"),
    ]
    assert "Верный ответ: 0,3 ± 0,1" in drawn.note
