"""Loading modules, and leaving out modules with errors."""

import logging
import shutil
from pathlib import Path

import pytest

from webinar.content.lessons.glossary import Glossary
from webinar.content.lessons.library import Library, lint_library, read_library, read_module
from webinar.content.lessons.model import Source
from webinar.content.lessons.problems import (
    LessonError,
    Problem,
    Severity,
    format_problems,
    has_errors,
)

from .making import PNG, front_matter, messages, quiz, slide, slides, write_module

REPOSITORY = Path(__file__).parents[3]
EMPTY_LIBRARY = Library({}, {}, Glossary())


def test_a_module_is_read_in_all_its_languages(tmp_path):
    russian = front_matter(title="Модуль", objectives=["Назвать"]) + slides(
        slide("one", title="Первый", text="Текст.", notes="Сказать."),
        quiz(
            "- [ ] Чай {#tea}\n- [x] **Кофе** & {#coffee}",
            heading="Что? {#which .quiz .single}",
            why="потому что.",
        ),
    )
    folder = write_module(tmp_path, en=slides(slide("one"), quiz()), ru=russian)

    module = read_module(folder)

    assert module.name == "demo"
    assert module.languages == ["en", "ru"]
    assert module.title == {"en": "A module", "ru": "Модуль"}
    assert module.minutes == 45
    assert module.objectives["ru"] == ["Назвать"]
    assert module.sources["en"] == [Source("A book", "https://example.org/book")]
    assert module.licence == "CC BY 4.0"
    assert module.notice["en"] == "Independent material."
    first, second = module.slides
    assert first.poll is None
    assert first.text["ru"].title == "Первый"
    assert first.text["ru"].html == "<p>Текст.</p>"
    assert first.text["ru"].notes_html == "<p>Сказать.</p>"
    assert second.poll.kind == "single"
    assert second.poll.is_quiz
    assert [(option.id, option.is_correct) for option in second.poll.options] == [
        ("tea", False),
        ("coffee", True),
    ]
    assert second.poll.text["ru"].question == "Что?"
    assert second.poll.text["ru"].labels == {"tea": "Чай", "coffee": "Кофе &"}
    assert second.poll.text["ru"].why_html == "<p>Потому что.</p>"


def test_slide_html_contains_no_notes_options_or_explanation(tmp_path):
    text = quiz(why="the secret reason.", notes="The secret note.")
    module = read_module(write_module(tmp_path, en=text))

    html = module.slides[0].text["en"].html

    assert "secret" in module.slides[0].text["en"].notes_html
    assert "secret" in module.slides[0].poll.text["en"].why_html
    assert "secret" not in html
    assert "Coffee" not in html


def test_slides_follow_the_order_of_the_first_language(tmp_path):
    folder = write_module(
        tmp_path,
        en=slides(slide("one"), slide("two")),
        ru=slides(slide("two", title="Два"), slide("one", title="Один")),
    )

    module = read_module(folder)

    assert [slide.text["ru"].title for slide in module.slides] == ["Один", "Два"]


def test_a_slide_has_only_the_languages_it_is_translated_into(tmp_path):
    folder = write_module(tmp_path, en=slides(slide("one"), slide("two")), ru=slide("one"))

    module = read_module(folder)

    assert list(module.slides[1].text) == ["en"]


def test_a_poll_with_several_choices_is_read(tmp_path):
    text = "## A? {#a .poll .several}\n\n- [ ] B {#b}\n- [ ] C {#c}\n\nNote: x\n"

    poll = read_module(write_module(tmp_path, en=text)).slides[0].poll

    assert (poll.kind, poll.is_quiz) == ("several", False)
    assert poll.text["en"].why_html == ""


def test_pictures_are_listed_with_addresses_that_contain_their_hash(tmp_path):
    text = slide(text="![A map](images/map.png)")
    folder = write_module(tmp_path, en=text, images={"images/map.png": PNG, "notes.txt": b"x"})

    module = read_module(folder, asset_prefix="/m/")

    [asset] = module.assets
    assert (asset.path, asset.media_type, asset.size) == ("images/map.png", "image/png", len(PNG))
    assert asset.url == f"/m/demo/images/map.png?v={asset.sha256[:8]}"
    assert f'src="{asset.url}"' in module.slides[0].text["en"].html


def test_a_module_with_an_error_is_refused_and_its_problems_listed(tmp_path):
    folder = write_module(tmp_path, en="## No id\n\nNote: x\n")

    with pytest.raises(LessonError) as error:
        read_module(folder)

    assert "en.md:10: error: this slide has no id." in str(error.value)
    assert has_errors(error.value.problems)


def test_a_module_with_warnings_is_loaded(tmp_path):
    folder = write_module(tmp_path, en="## One {#one}\n\nText.\n")

    assert messages(tmp_path) == ["warning: this slide has no speaker notes"]
    assert read_module(folder).name == "demo"


def test_a_library_loads_good_modules_and_reports_the_others(tmp_path):
    write_module(tmp_path, name="good", en=slide())
    write_module(tmp_path, name="bad", en="## No id\n")
    write_module(tmp_path, name="also-good", ru=slide())
    reported = []

    library = read_library(tmp_path, report_faults=reported.append)

    assert list(library.modules) == ["also-good", "good"]
    assert len(reported) == 1
    assert reported[0][0].file == str(tmp_path / "bad" / "en.md")


def test_the_log_reports_a_module_that_is_left_out(tmp_path, caplog):
    write_module(tmp_path, name="bad", en="## No id\n\nNote: x\n")

    with caplog.at_level(logging.ERROR):
        read_library(tmp_path)

    assert "this slide has no id" in caplog.text


def test_plain_files_and_hidden_folders_are_ignored(tmp_path):
    write_module(tmp_path, name="good", en=slide())
    write_module(tmp_path, name=".git", en=slide())
    (tmp_path / "README.md").write_text("# Modules")

    assert list(read_library(tmp_path).modules) == ["good"]
    assert [problem.severity for problem in lint_library(tmp_path)] == ["info"]


def test_a_linked_folder_is_not_followed(tmp_path):
    linked_module = write_module(tmp_path / "elsewhere", en=slide())
    library = tmp_path / "modules"
    library.mkdir()
    (library / "demo").symlink_to(linked_module)
    reported = []

    assert read_library(library, report_faults=reported.append) == EMPTY_LIBRARY

    assert reported[0][0].message == "“demo” is a link to another folder"
    assert has_errors(lint_library(library))


@pytest.mark.parametrize("name", ["Prevention", "two words", "модуль", "a_b", "a" * 81])
def test_a_module_name_must_work_in_a_web_address(tmp_path, name):
    folder = write_module(tmp_path, name=name, en=slide())

    with pytest.raises(LessonError, match="cannot be the name of a module"):
        read_module(folder)


def test_a_file_not_named_after_a_language_is_an_error(tmp_path):
    folder = write_module(tmp_path, en=slide())
    (folder / "russian.md").write_text(slide())
    (folder / "README.md").write_text("# About this module")

    assert messages(tmp_path) == ["error: “russian.md” is not a language"]


@pytest.mark.parametrize("language", ["kk", "fa_AF", "uz_Cyrl", "tg_Cyrl_TJ"])
def test_languages_may_have_a_script_and_a_region(tmp_path, language):
    module = read_module(write_module(tmp_path, **{language: slide()}))

    assert module.languages == [language.replace("_", "-")]


def test_hidden_editor_files_are_ignored(tmp_path):
    folder = write_module(tmp_path, en=slide(), images={"._map.png": b"x"})
    (folder / "._en.md").write_bytes(b"\x00")

    assert messages(tmp_path) == []


def test_a_missing_library_is_reported_and_empty(tmp_path):
    reported = []

    assert read_library(tmp_path / "absent", report_faults=reported.append) == EMPTY_LIBRARY

    assert reported[0][0].message == "there is no such folder"


def test_a_folder_without_lessons_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()

    [problem] = lint_library(tmp_path)

    assert problem.message == "the module has no lesson"


def test_a_library_without_modules_is_an_error(tmp_path):
    [empty] = lint_library(tmp_path)
    [absent] = lint_library(tmp_path / "absent")

    assert empty.message == "there is no module here"
    assert absent.message == "there is no such folder"


def test_lint_accepts_a_module_as_a_library_of_one(tmp_path):
    folder = write_module(tmp_path, en="## No id\n\nNote: x\n")

    assert lint_library(folder) == lint_library(tmp_path)


def test_problems_take_one_line_each_and_coverage_comes_last():
    problems = [
        Problem("m/en.md", 1, Severity.INFO, "en: 2 slides, the first language"),
        Problem("m/en.md", 7, Severity.ERROR, "this slide has no id", "Write `{#a}` behind it"),
        Problem("m/ru.md", 9, Severity.WARNING, "this slide has no speaker notes"),
    ]

    assert format_problems(problems) == (
        "m/en.md:7: error: this slide has no id. Write `{#a}` behind it.\n"
        "m/ru.md:9: warning: this slide has no speaker notes.\n"
        "m/en.md: en: 2 slides, the first language."
    )
    assert format_problems([]) == ""


def test_warnings_and_coverage_do_not_count_as_errors():
    assert not has_errors([Problem("f", 1, Severity.WARNING, "m")])
    assert not has_errors([Problem("f", 1, Severity.INFO, "m")])
    assert has_errors([Problem("f", 1, Severity.ERROR, "m")])


def test_reading_a_module_writes_nothing(tmp_path):
    folder = write_module(tmp_path, en=slide(), images={"map.png": PNG})
    before = sorted(tmp_path.rglob("*"))

    read_module(folder)

    assert sorted(tmp_path.rglob("*")) == before


def test_a_fault_planted_in_a_shipped_module_is_found(tmp_path):
    folder = tmp_path / "prevention-science"
    shutil.copytree(REPOSITORY / "modules" / "prevention-science", folder)
    english = folder / "en.md"
    english.write_text(english.read_text().replace("\nNote:", "\nNotes:", 1))

    assert has_errors(lint_library(tmp_path))
