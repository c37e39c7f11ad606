"""Rows of the preview: slides in all languages side by side, with minutes, sizes and faults."""

import pytest

from tests.content.lessons.making import front_matter, quiz, slide, slides, write_module
from webinar.content.authoring.rows import page_of
from webinar.content.authoring.shelf import Shelf
from webinar.content.authoring.timeline import WIDTH, clock, timeline
from webinar.content.lessons.lint import lint


def page(folder, name="demo"):
    return page_of(Shelf(folder).read(name))


def languages_of(versions):
    """The language that each version is shown in, and whether it is a fallback."""
    return [(version.shown_language, version.is_fallback) for version in versions]


def test_a_row_has_every_language_and_marks_fallbacks(library):
    talk = page(library, "talk")

    assert talk.languages == ["en", "prs"]
    first, second = (row.versions for row in talk.rows[:2])
    assert languages_of(first) == [("en", False), ("prs", False)]
    assert languages_of(second) == [("en", False), ("en", True)]
    assert second[1].size == 0 and second[1].problems == []


def test_start_times_add_up_from_slide_to_slide(library):
    talk = page(library, "talk")

    assert [(row.kind, row.start, row.minutes) for row in talk.rows] == [
        ("", 0, 1.5),
        ("poll", 1.5, 2),
        ("quiz", 3.5, 1.5),
        ("scale", 5, 1),
        ("scenario", 6, 4),
        ("steps", 10, 1),
    ]
    assert talk.planned == talk.minutes == 11
    assert [clock(minutes) for minutes in (0, 1.5, 75)] == ["0:00", "1:30", "75:00"]


def test_a_bank_question_is_marked_as_variant_and_takes_no_time(tmp_path):
    later = quiz(heading="And which? {#later .quiz .single variant=which}")
    write_module(tmp_path, en=slides(quiz(), later))

    demo = page(tmp_path)

    assert [row.variant_of for row in demo.rows] == ["", "which"]
    assert (demo.slides, demo.bank, demo.rows[1].minutes) == (1, 1, 0)


def test_preview_of_a_matching_poll_has_all_pairs_and_labels(tmp_path):
    lists = "- A {#a}\n  - [x] X {#x}\n- B {#b}\n  - [x] Y {#y}"
    write_module(tmp_path, en=quiz(lists, heading="Which? {#which .quiz .matching}"))

    (version,) = page(tmp_path).rows[0].versions

    assert sorted(version.poll["options"]) == ["a--x", "a--y", "b--x", "b--y"]
    assert version.poll_text["labels"]["b"] == "B"


def test_timeline_fills_its_width_and_marks_interactive_slides(library):
    bars = timeline(page(library, "talk"))

    assert [bar.is_interactive for bar in bars] == [False] + [True] * 5
    assert bars[0].x == 0
    assert bars[-1].x + bars[-1].width == pytest.approx(WIDTH, abs=0.2)


def test_module_without_planned_minutes_has_no_timeline(tmp_path):
    write_module(tmp_path, en=slide())

    assert timeline(page(tmp_path)) == []


def test_slide_size_equals_the_size_lint_reports(tmp_path):
    write_module(tmp_path, en=slide(text="Сөз " * 800))

    (row,) = page(tmp_path).rows
    (version,) = row.versions

    (problem,) = [problem for problem in version.problems if "bytes of HTML" in problem.message]
    assert f" {version.size} bytes" in problem.message


def test_a_problem_is_listed_beside_the_slide_its_line_belongs_to(tmp_path):
    folder = write_module(
        tmp_path,
        en=slides(slide("one"), slide("two", text="<blink>x</blink>\n\n![](gone.png)"), slide("x")),
        ru=front_matter(("sources", "licence")) + slides(slide("one"), slide("two"), slide("y")),
    )

    demo = page(tmp_path)

    rows = {row.key: [len(version.problems) for version in row.versions] for row in demo.rows}
    assert rows == {"one": [0, 0], "two": [3, 0], "x": [0, 0], "y": [0, 2]}
    everywhere = [
        problem for row in demo.rows for version in row.versions for problem in version.problems
    ]
    assert sorted([*everywhere, *demo.problems, *demo.coverage]) == sorted(lint(folder))


def test_problems_in_front_matter_or_folder_are_listed_on_top(tmp_path):
    folder = write_module(tmp_path, en=front_matter(without=("notice",)) + slide())
    (folder / "notes.md").write_text("x")

    assert [problem.message for problem in page(tmp_path).problems] == [
        "“notes.md” is not a language",
        "`notice` is missing",
    ]


def test_a_drawing_problem_is_listed_beside_the_first_slide_showing_it(tmp_path):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 99"><text font-size="9">a</text>'
        "</svg>"
    )
    images = {"a.svg": drawing.encode()}
    text = slides(
        slide("one"), slide("two", text="![A](a.svg)"), slide("three", text="![A](a.svg)")
    )
    write_module(tmp_path, images=images, en=text)

    rows = {row.key: len(row.versions[0].problems) for row in page(tmp_path).rows}

    assert rows == {"one": 0, "two": 1, "three": 0}


def test_slides_with_missing_or_duplicate_ids_still_get_rows(tmp_path):
    write_module(tmp_path, en=slides("## No id\n\nText.\n\nNote: x\n", slide("one"), slide("one")))

    demo = page(tmp_path)

    assert [row.title for row in demo.rows] == ["No id", "Title", "Title"]
    assert len({row.key for row in demo.rows}) == 3


def test_changing_a_slide_changes_only_its_own_stamp(library):
    shelf = Shelf(library)
    before = [row.versions[0].stamp for row in page_of(shelf.read("talk")).rows]
    file = library / "talk/en.md"
    file.write_text(file.read_text().replace("Talk for three", "Talk for four"))

    after = [row.versions[0].stamp for row in page_of(shelf.read("talk")).rows]

    assert [earlier == later for earlier, later in zip(before, after, strict=True)] == [
        True, True, True, True, False, True,
    ]  # fmt: skip


BROKEN_FILES = {
    "not UTF-8": b"\xff broken",
    "half a letter": '---\ntitle: "Б'.encode()[:-1],
    "empty": b"",
    "front matter without an end": b'---\ntitle: "How',
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_temporarily_broken_file_is_shown_in_its_last_good_state(library, name):
    shelf = Shelf(library)
    intact = (library / "talk/en.md").read_bytes()
    rows = [row.title for row in page_of(shelf.read("talk")).rows]

    (library / "talk/en.md").write_bytes(BROKEN_FILES[name])
    broken = page_of(shelf.read("talk"))
    (library / "talk/en.md").write_bytes(intact)
    mended = page_of(shelf.read("talk"))

    assert broken.old == ["en"] and broken.errors
    assert [row.title for row in broken.rows] == rows
    assert any(problem.file.endswith("en.md") for problem in broken.problems)
    assert mended.old == [] and mended.errors == 0
    assert [row.title for row in mended.rows] == rows


def test_a_module_that_was_never_readable_shows_only_problems(tmp_path):
    folder = write_module(tmp_path, en=slide())
    (folder / "en.md").write_bytes(b"\xff\xfe")

    demo = page(tmp_path)

    assert (demo.rows, demo.title, demo.errors) == ([], "demo", 1)


def test_a_module_is_reread_only_after_a_change(library):
    shelf = Shelf(library)
    first = shelf.read("talk")

    assert shelf.read("talk") is first

    (library / "glossary/en.toml").write_text("")
    assert shelf.read("talk") is not first
    assert shelf.read("nothing") is None
