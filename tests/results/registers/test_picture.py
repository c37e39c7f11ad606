"""The picture of when one person was there, above the parts of the session."""

from datetime import timedelta

from tests.factories import make_module, make_slide
from tests.results.attendance.test_rules import at, was_there
from webinar.content.lessons.model import Part
from webinar.kit.intervals import Stretch
from webinar.live.slides.plan import Stay
from webinar.results.attendance.rules import Frame, Gap
from webinar.results.registers.picture import bands, bars, gap_bars
from webinar.room.engine.models import Ending

FRAME = Frame(at(0), at(60), 60, 0)


def programme():
    module = make_module(slides=[make_slide(name) for name in "abcd"])
    parts = [
        Part(id=name, module=name, title={"en": name}, minutes=30, first=first, slides=2)
        for name, first in (("First", 0), ("Second", 2))
    ]
    return type(module)(
        **{field: getattr(module, field) for field in module.__struct_fields__} | {"parts": parts}
    )


def band_facts(module, *stays):
    """Return the number, title, first minute and bar of each band of these stays."""
    drawn_bands = bands(module, [Stay(at(minute), slide) for minute, slide in stays], FRAME, "en")
    return [
        (band.number, band.title, (band.begin - at(0)) // timedelta(minutes=1), tuple(band.bar))
        for band in drawn_bands
    ]


def test_slides_of_one_part_share_a_band_and_a_break_has_its_own():
    facts = band_facts(programme(), (0, 0), (10, 1), (30, 2), (45, None), (50, 3))

    assert facts == [
        (1, "First", 0, (0, 300)),
        (2, "Second", 30, (300, 150)),
        (0, "", 45, (450, 50)),
        (2, "Second", 50, (500, 100)),
    ]


def test_single_module_is_divided_by_slides():
    module = make_module(slides=[make_slide("one"), make_slide("two")])

    assert [fact[1] for fact in band_facts(module, (0, 0), (20, 1))] == ["one en", "two en"]


def test_no_picture_is_drawn_before_the_start():
    planned = Frame(None, at(60), 60, 0)

    assert bands(programme(), [], planned, "en") == []
    assert bars(was_there(), planned) == []


def test_gaps_after_leaving_differ_from_gaps_after_a_lost_link():
    gaps = (
        Gap(Stretch(at(10), at(20)), Ending.LEFT),
        Gap(Stretch(at(40), at(40.01)), Ending.LOST),
        Gap(Stretch(at(50), at(51)), None),
    )

    gap_bars_drawn = gap_bars(was_there((0, 60), gaps=gaps), FRAME)

    assert [tuple(bar) for bar in gap_bars_drawn] == [
        (100, 100, True),
        (400, 2, False),
        (500, 10, False),
    ]
