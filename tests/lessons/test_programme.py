"""Programmes: modules in their order, made into one."""

import pytest

from webinar.lessons.library import lint_library, read_library
from webinar.lessons.model import Part, content_hash, from_json, to_json

from .making import front_matter, quiz, scenario, slide, slides, write_module

TWO = """
[title]
en = "A day"
ru = "День"

[[parts]]
module = "first"

[[parts]]
module = "second"
"""
OPTIONS = "\n".join(f"- [{'x' if n == 2 else ' '}] Option {n} {{#o{n}}}" for n in range(5))


def write(tmp_path, programme=TWO, name="day"):
    write_module(
        tmp_path,
        "first",
        en=front_matter(minutes=10) + slides(slide("one"), quiz(OPTIONS)),
        ru=front_matter(minutes=10, title="Модуль") + slides(slide("one"), quiz(OPTIONS)),
    )
    write_module(tmp_path, "second", en=front_matter(minutes=20) + scenario())
    content = programme if isinstance(programme, bytes) else programme.encode()
    (tmp_path / f"{name}.toml").write_bytes(content)


def read(tmp_path, programme=TWO, name="day"):
    write(tmp_path, programme, name)
    reported = []
    library = read_library(tmp_path, report_faults=reported.append)
    assert reported == []
    return library.programmes[name]


def fault(tmp_path, programme, name="day"):
    """The only thing that lint says of it; such a programme is left out, and its modules stay."""
    write(tmp_path, programme, name)
    problems = [one for one in lint_library(tmp_path) if one.severity != "info"]
    assert len(problems) == 1, problems
    reported = []
    library = read_library(tmp_path, report_faults=reported.append)
    assert library.programmes == {}
    assert list(library.modules)[:1] == ["first"]
    assert reported == [problems]
    assert problems[0].severity == "error" and problems[0].remedy
    assert problems[0].file == str(tmp_path / f"{name}.toml")
    return problems[0]


def test_modules_stand_one_behind_the_other(tmp_path):
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


def test_what_two_modules_both_list_is_listed_once(tmp_path):
    day = read(tmp_path)

    assert day.objectives["en"] == ["Say what it is about"]
    assert len(day.sources["en"]) == 1


def test_a_programme_is_found_by_its_name_like_a_module(tmp_path):
    write(tmp_path)

    library = read_library(tmp_path)

    assert library.find("day") is library.programmes["day"]
    assert library.find("first") is library.modules["first"]
    assert library.find("absent") is None


def test_a_programme_is_the_same_after_json(tmp_path):
    day = read(tmp_path)

    again = from_json(to_json(day))

    assert again == day
    assert content_hash(again) == content_hash(day)


TWICE = """
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


def test_a_module_may_come_twice_under_two_ids(tmp_path):
    day = read(tmp_path, TWICE)

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


def test_options_are_in_another_order_and_always_the_same_one(tmp_path):
    before, after = (read(tmp_path, TWICE).slides[number].poll for number in (1, 3))
    again = read(tmp_path, TWICE).slides[3].poll

    assert after.options != before.options
    assert sorted(after.options, key=lambda option: option.id) == before.options
    assert [option.id for option in after.options if option.is_correct] == ["o2"]
    assert again == after


@pytest.mark.parametrize("part", [f"part-{n}" for n in range(12)])
def test_two_options_change_places_under_any_name(tmp_path, part):
    two = quiz("- [ ] Tea {#tea}\n- [x] Coffee {#coffee}")
    write(tmp_path, TWICE.replace('"after"', f'"{part}"'))
    write_module(tmp_path, "first", en=slides(slide("one"), two), ru=slides(slide("one"), two))

    poll = read_library(tmp_path).programmes["day"].slides[3].poll

    assert [option.id for option in poll.options] == ["coffee", "tea"]


def test_the_points_of_a_scale_keep_their_order(tmp_path):
    points = "\n".join(f"- [ ] {n} {{#{n}}}" for n in range(1, 6))
    scale = f"## How? {{#how .scale}}\n\n{points}\n\nNote: x\n"
    write(tmp_path, TWICE)
    write_module(tmp_path, "first", en=scale, ru=scale)

    poll = read_library(tmp_path).programmes["day"].slides[1].poll

    assert [option.id for option in poll.options] == list("12345")


def part(text):
    return f'[title]\nen = "A day"\n\n[[parts]]\n{text}\n'


def test_an_unknown_module_names_the_nearest(tmp_path):
    problem = fault(tmp_path, TWO.replace('module = "second"', 'module = "secnd"'))

    assert problem.message == "there is no module `secnd`"
    assert (problem.remedy, problem.line) == ("Write `second`", 9)


def test_a_module_with_an_error_is_no_part(tmp_path):
    write(tmp_path)
    write_module(tmp_path, "second", en="## No id\n\nNote: x\n")

    messages = [one.message for one in lint_library(tmp_path) if one.severity == "error"]

    assert messages == ["this slide has no id", "there is no module `second`"]


def test_the_same_part_twice_is_an_error(tmp_path):
    problem = fault(tmp_path, TWO.replace('"second"', '"first"'))

    assert problem.message == "there is a part `first` already"
    assert (problem.remedy, problem.line) == (
        'Give it an id of its own, as in `id = "post-test"`',
        9,
    )


@pytest.mark.parametrize(
    "name", ["First", "a--b", "a b", "<script>", "../x", "'", "часть", "a/b", "-a"]
)
def test_the_id_of_a_part_is_small_latin_letters(tmp_path, name):
    problem = fault(tmp_path, part(f'module = "first"\nid = "{name}"'))

    assert problem.message == f"`{name}` cannot be the id of a part"
    assert problem.line == 4


def test_the_ids_of_part_and_slide_fit_together(tmp_path):
    assert len(read(tmp_path, part(f'module = "first"\nid = "{"a" * 73}"')).slides) == 2

    problem = fault(tmp_path, part(f'module = "first"\nid = "{"a" * 74}"'))

    assert problem.message == f"`{'a' * 74}--which` is longer than 80 characters"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "module = 1",
        'module = ["first"]',
        'module = "first"\nminutes = "10"',
        'module = "first"\nminutes = 0',
        'module = "first"\nminutes = 601',
        'module = "first"\nminutes = 1.5',
        'module = "first"\nminutes = nan',
        'module = "first"\nminutes = inf',
        'module = "first"\nminutes = true',
        'module = "first"\nkeep_answers = 1',
        'module = "first"\nkeep_answers = "yes"',
        'module = "first"\nshuffle_options = 0',
        'module = "first"\nkeep_answer = true',
        'module = "first"\ntitle = "x"',
        'module = "first"\ntitle = { en = 1 }',
        'module = "first"\nid = 1',
        'module = "first"\nid = 2026-01-01',
    ],
)
def test_wrong_types_and_unknown_keys_are_errors(tmp_path, text):
    problem = fault(tmp_path, part(text))

    assert problem.message == "this is not a programme"
    assert "Write a table `[title]` and a table `[[parts]]` for each module" in problem.remedy


@pytest.mark.parametrize(
    "programme",
    [
        '[title]\nen = "x"\n',
        'title = "x"\n[[parts]]\nmodule = "first"\n',
        '[[parts]]\nmodule = "first"\n',
        '[title]\nen = "x"\n[parts]\nmodule = "first"\n',
        'parts = []\n[title]\nen = "x"\n',
        '[title]\nen = "x"\n' + '[[parts]]\nmodule = "first"\n' * 41,
        'name = "x"\n' + TWO,
        '["__class__"]\nx = 1\n',
    ],
)
def test_other_tables_are_no_programme(tmp_path, programme):
    assert fault(tmp_path, programme).message == "this is not a programme"


def test_a_programme_has_a_title(tmp_path):
    problem = fault(tmp_path, '[title]\n[[parts]]\nmodule = "first"\n')

    assert problem.message == "the programme has no title"
    assert (problem.remedy, problem.line) == ('Write `en = "…"`', 1)


@pytest.mark.parametrize("language", ["english", "EN", "en_GB", "<b>", "e", "қаз"])
def test_titles_are_in_languages(tmp_path, language):
    problem = fault(tmp_path, TWO.replace("ru =", f'"{language}" ='))

    assert problem.message == f"a title is in `{language}`, which is no language"
    assert problem.line == 2


@pytest.mark.parametrize("title", ["", " ", "x" * 201])
@pytest.mark.parametrize("where", ["A day", "Part"])
def test_titles_have_a_length(tmp_path, title, where):
    programme = part('module = "first"\ntitle = { en = "Part" }').replace(where, title)

    problem = fault(tmp_path, programme)

    assert problem.message == "the title in `en` has not 1 to 200 characters"
    assert problem.line == (1 if where == "A day" else 4)


@pytest.mark.parametrize("name", ["Day", "a day", "день", "a" * 81, "a_b"])
def test_a_programme_has_a_name_for_the_web(tmp_path, name):
    problem = fault(tmp_path, TWO, name)

    assert problem.message == f"“{name}.toml” cannot be the name of a programme"


def test_a_programme_is_not_named_like_a_module(tmp_path):
    problem = fault(tmp_path, TWO, "second")

    assert problem.message == "a module has the name of this programme"


@pytest.mark.parametrize(
    "programme",
    ["a = ", b"\xff\xfe", b"", b"\x00", "a = " + "[" * 100_000, "a." * 50_000 + "b = 1"],
)
def test_hostile_files_are_left_out(tmp_path, programme):
    fault(tmp_path, programme)


def test_a_linked_file_is_refused(tmp_path):
    write(tmp_path)
    (tmp_path / "day.toml").rename(tmp_path.parent / f"{tmp_path.name}-outside.toml")
    (tmp_path / "day.toml").symlink_to(tmp_path.parent / f"{tmp_path.name}-outside.toml")

    assert read_library(tmp_path, report_faults=lambda problems: None).programmes == {}


def test_html_in_a_title_stays_text(tmp_path):
    day = read(tmp_path, TWO.replace("A day", "<script>alert(1)</script>"))

    assert day.title["en"] == "<script>alert(1)</script>"


def test_windows_line_endings_and_a_mark_are_read(tmp_path):
    day = read(tmp_path, b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode())

    assert len(day.parts) == 2


def test_hidden_files_are_passed_by(tmp_path):
    write(tmp_path, TWO, ".day")

    assert read_library(tmp_path).programmes == {}
