"""Translation coverage in the last lines of lint."""

from webinar.content.lessons.library import lint_library
from webinar.content.lessons.problems import has_errors

from .making import slide, slides, write_glossary, write_module

THREE_SLIDES = slides(slide("one"), slide("two"), slide("three"))


def coverage_lines(library):
    """The coverage lines of lint: for each, the end of its file name, and its message."""
    return [
        (problem.file.removeprefix(str(library)), problem.message)
        for problem in lint_library(library)
        if problem.severity == "info"
    ]


def test_coverage_of_each_file_is_relative_to_the_first_language(tmp_path):
    write_module(tmp_path, en=THREE_SLIDES, ru=slides(slide("one"), slide("two")), kk=THREE_SLIDES)

    assert coverage_lines(tmp_path) == [
        ("/demo/en.md", "en: 3 slides, the first language"),
        ("/demo/kk.md", "kk: 3 of 3 slides translated (100 %)"),
        ("/demo/ru.md", "ru: 2 of 3 slides translated (66 %)"),
    ]


def test_percentages_are_rounded_down(tmp_path):
    many_slides = [slide(f"s{n}") for n in range(200)]
    write_module(tmp_path, en=slides(*many_slides), ru=slides(*many_slides[1:]))

    assert "ru: 199 of 200 slides translated (99 %)" in dict(coverage_lines(tmp_path)).values()


def test_slides_missing_from_the_first_language_do_not_count(tmp_path):
    write_module(tmp_path, en=THREE_SLIDES, ru=slides(slide("one"), slide("other")))

    assert "ru: 1 of 3 slides translated (33 %)" in dict(coverage_lines(tmp_path)).values()


def test_library_coverage_sums_slides_and_terms_per_language(tmp_path):
    write_module(tmp_path, "first", en=THREE_SLIDES, ru=THREE_SLIDES)
    write_module(tmp_path, "second", en=slide("one"), kk=slide("one"))
    write_glossary(tmp_path, en={"a": "a", "b": "b"}, en_ru={"a": "а"})

    assert coverage_lines(tmp_path)[-3:] == [
        (", all modules", "en: 4 of 4 slides (100 %), 2 of 2 terms"),
        (", all modules", "kk: 1 of 4 slides (25 %), 0 of 2 terms"),
        (", all modules", "ru: 3 of 4 slides (75 %), 1 of 2 terms"),
    ]


def test_coverage_omits_terms_if_there_is_no_glossary(tmp_path):
    write_module(tmp_path, "first", en=THREE_SLIDES)
    write_module(tmp_path, "second", en=THREE_SLIDES)

    assert coverage_lines(tmp_path)[-1] == (", all modules", "en: 6 of 6 slides (100 %)")


def test_a_single_module_gets_no_library_total(tmp_path):
    write_module(tmp_path, en=THREE_SLIDES)

    assert len(coverage_lines(tmp_path)) == 1
    assert len(coverage_lines(tmp_path / "demo")) == 1


def test_an_unreadable_module_is_not_counted(tmp_path):
    write_module(tmp_path, "first", en=THREE_SLIDES)
    write_module(tmp_path, "second", en=THREE_SLIDES)
    folder = write_module(tmp_path, "third", en=THREE_SLIDES)
    (folder / "ru.md").write_bytes(b"\xff")

    assert coverage_lines(tmp_path)[-1] == (", all modules", "en: 6 of 6 slides (100 %)")
    assert has_errors(lint_library(tmp_path))
