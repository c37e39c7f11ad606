"""`webinar new-module`: the module passes lint, and existing files are never overwritten."""

import re

import pytest
from click.testing import CliRunner

from tests.content.lessons.making import faults
from webinar.cli import webinar
from webinar.content.authoring.scaffold import MOULDS
from webinar.content.lessons.check_ids import ID
from webinar.content.lessons.library import read_module
from webinar.content.lessons.parsed import POLL_CLASSES
from webinar.kit.languages import LANGUAGES, Language

CHOICE_KINDS = [
    ("en,ru,kk", ""),
    ("en", ""),
    ("prs", ""),
    ("ru,kk", ""),
    ("kk,ru", ""),
    ("en,ru,kk,prs", "ru"),
    ("ru,en", "ru"),
]


@pytest.fixture
def make(tmp_path):
    def make(name="how-to-talk", *words):
        folder = ["--folder", str(tmp_path)]
        return CliRunner().invoke(webinar, ["new-module", name, *folder, *words])

    return make


@pytest.mark.parametrize(("languages", "reference"), CHOICE_KINDS)
def test_lint_of_a_new_module_only_warns_that_texts_are_unwritten(
    make, tmp_path, languages, reference
):
    words = ["--reference", reference] if reference else []

    answer = make("how-to-talk", "--title", "How to talk", "--languages", languages, *words)

    module = read_module(tmp_path / "how-to-talk")
    first = reference or ("en" if "en" in languages.split(",") else languages.split(",")[0])
    assert answer.exit_code == 0
    warnings = {(fault.severity, fault.message) for fault in faults(tmp_path / "how-to-talk")}
    assert warnings == {("warning", "this says what to write here, and it is not written yet")}
    assert module.languages[0] == first
    assert set(module.languages) == set(languages.split(","))
    assert module.title[first] == "How to talk"
    assert sum(slide.minutes for slide in module.slides) == module.minutes
    assert all(set(slide.text) == set(module.languages) for slide in module.slides)


def test_new_module_has_a_slide_of_each_kind_with_notes(make, tmp_path):
    make()

    slides = read_module(tmp_path / "how-to-talk").slides
    polls = [slide.poll for slide in slides if slide.poll]
    choosing, open_ones = ["single", "single", "scale"], ["text", "cloud"]
    kinds = [*choosing, "numeric", "ranking", "points", "matching", "sorting", *open_ones]
    assert [poll.kind for poll in polls] == kinds
    assert [poll.is_quiz for poll in polls] == [
        *[False, True, False, True],
        *[False, False, True, True],
        *[False, False],
    ]
    assert any(poll.is_anonymous for poll in polls) and any(poll.may_abstain for poll in polls)
    assert all(poll.text[tag].why_html for poll in polls if poll.is_quiz for tag in poll.text)
    assert [slide.is_scenario for slide in slides].count(True) == 1
    assert not slides[0].is_interactive and not slides[-1].is_interactive
    assert all(text.notes_html for slide in slides for text in slide.text.values())
    slides_with_study_text = [
        slide.id for slide in slides if all(text.study_html for text in slide.text.values())
    ]
    assert slides_with_study_text == ["welcome", "case", "closing"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_interface_language_has_its_own_template(language):
    """Apart from keywords and marks, no English is left in a translated template."""
    english, translated = ((MOULDS / f"{tag}.md").read_text() for tag in ("en", language))
    headings = [
        re.findall(r"^## .*(\{.*\})$", text, re.MULTILINE) for text in (english, translated)
    ]
    options = [
        re.findall(r"^- \[(.)\].*(\{.*\})$", text, re.MULTILINE) for text in (english, translated)
    ]
    prose = re.sub(r"\{.*?\}|^\w+:|url|CC BY 4\.0", "", translated, flags=re.MULTILINE)

    assert headings[0] == headings[1]
    assert options[0] == options[1]
    assert language == "en" or re.findall("[A-Za-z]{3,}", prose) == ["title"]


def test_a_language_without_a_template_gets_the_english_one(make, tmp_path, monkeypatch):
    monkeypatch.setitem(LANGUAGES, "uz", Language("uz", "Oʻzbekcha", "uz"))

    answer = make("yol", "--languages", "en,uz")

    assert answer.exit_code == 0, answer.output
    assert "uz.md has its instructions in English" in answer.output
    assert "en.md says" not in answer.output
    assert "## Write what this module promises {#welcome}" in (tmp_path / "yol/uz.md").read_text()
    assert read_module(tmp_path / "yol").languages == ["en", "uz"]


def test_command_lists_the_new_files_and_the_next_commands(make, tmp_path):
    output = make().output

    module = tmp_path / "how-to-talk"
    assert [f"{module / tag}.md" in output for tag in ("en", "ru", "kk")] == [True] * 3
    assert f".venv/bin/webinar preview {module}\n" in output
    assert f".venv/bin/webinar lint {module}\n" in output


def test_title_defaults_to_the_module_name(make, tmp_path):
    make("two-words")

    assert read_module(tmp_path / "two-words").title["en"] == "Two words"


def test_a_title_may_contain_yaml_syntax(make, tmp_path):
    title = 'Ask: "why?" # {now} \\ & *'

    make("odd", "--title", title)

    module = read_module(tmp_path / "odd")
    assert module.title["en"] == title
    assert module.title["ru"].endswith(title)


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("How to talk", "new-module how-to-talk"),
        ("how_to", "new-module how-to"),
        ("Беседа", "new-module first-module"),
        ("../away", "new-module away"),
        ("glossary", "new-module words"),
        ("a" * 81, "new-module " + "a" * 40),
    ],
)
def test_a_bad_name_is_refused_and_a_valid_one_suggested(make, tmp_path, name, instead):
    answer = make(name)

    assert answer.exit_code == 1
    assert instead in answer.output
    assert list(tmp_path.iterdir()) == []
    assert ID.fullmatch(instead.removeprefix("new-module "))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--languages", "en,uz"], "Choose from en, kk, prs, ru"),
        (["--languages", "en,EN"], "Type `en`"),
        (["--languages", " , "], "--languages en,ru,kk"),
        (["--languages", "en,ru,en"], "--languages en,ru"),
        (["--languages", "en,ru", "--reference", "kk"], "--languages kk,en,ru"),
    ],
)
def test_invalid_languages_are_refused(make, tmp_path, words, message):
    answer = make("talk", *words)

    assert answer.exit_code == 1
    assert message in answer.output
    assert list(tmp_path.iterdir()) == []


def test_existing_files_are_never_overwritten(make, tmp_path):
    (tmp_path / "talk").mkdir()
    (tmp_path / "talk/en.md").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")

    answers = [make(name) for name in ("talk", "file", "link")]

    assert [answer.exit_code for answer in answers] == [1, 1, 1]
    assert "new-module talk-2" in answers[0].output
    assert (tmp_path / "talk/en.md").read_text() == "mine"
    assert [path.name for path in (tmp_path / "talk").iterdir()] == ["en.md"]
    assert not (tmp_path / "nowhere").exists()


def test_a_missing_folder_is_named_in_the_error(tmp_path):
    words = ["new-module", "talk", "--folder", str(tmp_path / "modules")]

    answer = CliRunner().invoke(webinar, words)

    assert answer.exit_code == 1
    assert f"there is no folder {tmp_path / 'modules'}" in answer.output


def test_template_shows_every_kind_of_poll():
    text = (MOULDS / "en.md").read_text()

    assert all(f" .{kind} " in text for kind in POLL_CLASSES)
