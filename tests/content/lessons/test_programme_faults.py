"""Faulty and hostile programme files: lint reports each, and the library leaves it out."""

import pytest

from webinar.content.lessons.library import lint_library, read_library

from .making import write_module
from .programmes import TWO, fault, read, write


def part(text):
    return f'[title]\nen = "A day"\n\n[[parts]]\n{text}\n'


def test_an_unknown_module_names_the_nearest(tmp_path):
    problem = fault(tmp_path, TWO.replace('module = "second"', 'module = "secnd"'))

    assert problem.message == "there is no module `secnd`"
    assert (problem.remedy, problem.line) == ("Write `second`", 9)


def test_a_module_with_an_error_cannot_be_a_part(tmp_path):
    write(tmp_path)
    write_module(tmp_path, "second", en="## No id\n\nNote: x\n")

    messages = [
        problem.message for problem in lint_library(tmp_path) if problem.severity == "error"
    ]

    assert messages == ["this slide has no id", "there is no module `second`"]


def test_a_duplicate_part_id_is_an_error(tmp_path):
    problem = fault(tmp_path, TWO.replace('"second"', '"first"'))

    assert problem.message == "there is a part `first` already"
    assert (problem.remedy, problem.line) == (
        'Give it an id of its own, as in `id = "post-test"`',
        9,
    )


@pytest.mark.parametrize(
    "name", ["First", "a--b", "a b", "<script>", "../x", "'", "часть", "a/b", "-a"]
)
def test_a_part_id_of_other_characters_is_an_error(tmp_path, name):
    problem = fault(tmp_path, part(f'module = "first"\nid = "{name}"'))

    assert problem.message == f"`{name}` cannot be the id of a part"
    assert problem.line == 4


def test_part_and_slide_id_together_have_a_length_limit(tmp_path):
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
def test_other_tables_are_not_a_programme(tmp_path, programme):
    assert fault(tmp_path, programme).message == "this is not a programme"


def test_a_programme_without_a_title_is_an_error(tmp_path):
    problem = fault(tmp_path, '[title]\n[[parts]]\nmodule = "first"\n')

    assert problem.message == "the programme has no title"
    assert (problem.remedy, problem.line) == ('Write `en = "…"`', 1)


@pytest.mark.parametrize("language", ["english", "EN", "en_GB", "<b>", "e", "қаз"])
def test_a_title_in_an_unknown_language_is_an_error(tmp_path, language):
    problem = fault(tmp_path, TWO.replace("ru =", f'"{language}" ='))

    assert problem.message == f"a title is in `{language}`, which is no language"
    assert problem.line == 2


@pytest.mark.parametrize("title", ["", " ", "x" * 201])
@pytest.mark.parametrize("replaced", ["A day", "Part"])
def test_titles_have_one_to_two_hundred_characters(tmp_path, title, replaced):
    programme = part('module = "first"\ntitle = { en = "Part" }').replace(replaced, title)

    problem = fault(tmp_path, programme)

    assert problem.message == "the title in `en` has not 1 to 200 characters"
    assert problem.line == (1 if replaced == "A day" else 4)


@pytest.mark.parametrize("name", ["Day", "a day", "день", "a" * 81, "a_b"])
def test_a_programme_name_must_work_in_a_web_address(tmp_path, name):
    problem = fault(tmp_path, TWO, name)

    assert problem.message == f"“{name}.toml” cannot be the name of a programme"


def test_a_programme_with_the_name_of_a_module_is_an_error(tmp_path):
    problem = fault(tmp_path, TWO, "second")

    assert problem.message == "a module has the name of this programme"


@pytest.mark.parametrize(
    "programme",
    ["a = ", b"\xff\xfe", b"", b"\x00", "a = " + "[" * 100_000, "a." * 50_000 + "b = 1"],
)
def test_hostile_programme_files_are_left_out(tmp_path, programme):
    fault(tmp_path, programme)


def test_a_symbolic_link_is_refused(tmp_path):
    write(tmp_path)
    (tmp_path / "day.toml").rename(tmp_path.parent / f"{tmp_path.name}-outside.toml")
    (tmp_path / "day.toml").symlink_to(tmp_path.parent / f"{tmp_path.name}-outside.toml")

    assert read_library(tmp_path, report_faults=lambda problems: None).programmes == {}


def test_html_in_a_title_stays_text(tmp_path):
    day = read(tmp_path, TWO.replace("A day", "<script>alert(1)</script>"))

    assert day.title["en"] == "<script>alert(1)</script>"


def test_windows_line_endings_and_a_byte_order_mark_are_read(tmp_path):
    day = read(tmp_path, b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode())

    assert len(day.parts) == 2


def test_hidden_files_are_ignored(tmp_path):
    write(tmp_path, TWO, ".day")

    assert read_library(tmp_path).programmes == {}
