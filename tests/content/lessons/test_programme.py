"""Programmes: modules joined in order."""

import pytest

from webinar.content.lessons.library import read_library
from webinar.content.lessons.model import Part, content_hash, from_json, to_json

from .making import quiz, slide, slides, write_module
from .programmes import read, write


def test_a_programme_joins_its_modules_in_order(tmp_path):
    day = read(tmp_path)

    assert (day.name, day.title, day.minutes) == ("day", {"en": "A day", "ru": "День"}, 30)
    assert day.languages == ["en", "ru"]
    assert [slide.id for slide in day.slides] == ["first--one", "first--which", "second--case"]
    assert day.parts == [
        Part(
            id="first",
            module="first",
            title={"en": "A module", "ru": "Модуль"},
            minutes=10,
            first=0,
            slides=2,
        ),
        Part(id="second", module="second", title={"en": "A module"}, minutes=20, first=2, slides=1),
    ]
    assert day.licence == "CC BY 4.0"
    assert day.notice == {"en": "Independent material.", "ru": "Independent material."}


def test_objectives_and_sources_shared_by_modules_are_listed_once(tmp_path):
    day = read(tmp_path)

    assert day.objectives["en"] == ["Say what it is about"]
    assert len(day.sources["en"]) == 1


def test_a_programme_is_found_by_its_name_like_a_module(tmp_path):
    write(tmp_path)

    library = read_library(tmp_path)

    assert library.find("day") is library.programmes["day"]
    assert library.find("first") is library.modules["first"]
    assert library.find("absent") is None


def test_a_programme_survives_a_json_round_trip(tmp_path):
    day = read(tmp_path)

    reread = from_json(to_json(day))

    assert reread == day
    assert content_hash(reread) == content_hash(day)


REPEATED_MODULE = """
[title]
en = "A day"

[[parts]]
id = "before"
module = "first"
title = { en = "Before" }
minutes = 7
keep_answers = true

[[parts]]
id = "after"
module = "first"
shuffle_options = true
"""


def test_a_module_may_appear_twice_under_two_ids(tmp_path):
    day = read(tmp_path, REPEATED_MODULE)

    assert [slide.id for slide in day.slides] == [
        "before--one",
        "before--which",
        "after--one",
        "after--which",
    ]
    assert [part.title for part in day.parts] == [
        {"en": "Before", "ru": "Модуль"},
        {"en": "A module", "ru": "Модуль"},
    ]
    assert [part.minutes for part in day.parts] == [7, 10]
    assert [part.keeps_answers for part in day.parts] == [True, False]


def test_options_are_shuffled_in_a_stable_order(tmp_path):
    before, after = (read(tmp_path, REPEATED_MODULE).slides[number].poll for number in (1, 3))
    second_reading = read(tmp_path, REPEATED_MODULE).slides[3].poll

    assert after.options != before.options
    assert sorted(after.options, key=lambda option: option.id) == before.options
    assert [option.id for option in after.options if option.is_correct] == ["o2"]
    assert second_reading == after


@pytest.mark.parametrize("part", [f"part-{n}" for n in range(12)])
def test_two_options_always_swap_places_when_shuffled(tmp_path, part):
    two = quiz("- [ ] Tea {#tea}\n- [x] Coffee {#coffee}")
    write(tmp_path, REPEATED_MODULE.replace('"after"', f'"{part}"'))
    write_module(tmp_path, "first", en=slides(slide("one"), two), ru=slides(slide("one"), two))

    poll = read_library(tmp_path).programmes["day"].slides[3].poll

    assert [option.id for option in poll.options] == ["coffee", "tea"]


def test_true_always_stands_before_false(tmp_path):
    statement = quiz("- [ ] True {#true}\n- [x] False {#false}").replace(".single", ".reasoned")
    write(tmp_path, REPEATED_MODULE)
    write_module(
        tmp_path, "first", en=slides(slide("one"), statement), ru=slides(slide("one"), statement)
    )

    poll = read_library(tmp_path).programmes["day"].slides[3].poll

    assert [option.id for option in poll.options] == ["true", "false"]


def test_points_of_a_scale_are_not_shuffled(tmp_path):
    points = "\n".join(f"- [ ] {n} {{#{n}}}" for n in range(1, 6))
    scale = f"## How? {{#how .scale}}\n\n{points}\n\nNote: x\n"
    write(tmp_path, REPEATED_MODULE)
    write_module(tmp_path, "first", en=scale, ru=scale)

    poll = read_library(tmp_path).programmes["day"].slides[1].poll

    assert [option.id for option in poll.options] == list("12345")
