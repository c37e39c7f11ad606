"""`webinar handout`: the files it makes, its refusals and its exit codes."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.content.handouts.making import MODULES
from tests.content.lessons.making import front_matter, slide, slides, write_module
from tools.stamps import ROOT
from webinar.cli import webinar

pytestmark = pytest.mark.any_python


@pytest.fixture
def run(tmp_path):
    def handout(*words):
        output = ["--output", str(tmp_path / "out")]
        return CliRunner().invoke(webinar, ["handout", *output, *map(str, words)])

    return handout


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "library"
    write_module(folder, "first", en=slide(), ru=front_matter() + slide())
    write_module(folder, "second", en=slide())
    return folder


def made(tmp_path):
    return sorted(path.name for path in (tmp_path / "out").iterdir())


def test_command_makes_a_pdf_for_each_language_and_audience(run, library, tmp_path):
    result = run(library / "first")

    assert result.exit_code == 0
    assert made(tmp_path) == [
        f"first.{language}.{audience}.pdf"
        for language in ("en", "ru")
        for audience in ("participants", "presenters")
    ]
    assert len(result.output.splitlines()) == 4


def test_language_and_audience_can_be_chosen(run, library, tmp_path):
    assert run(library / "first", "--language", "ru", "--for", "participants").exit_code == 0
    assert made(tmp_path) == ["first.ru.participants.pdf"]


def test_every_module_of_a_folder_is_printed_in_the_languages_it_has(run, library, tmp_path):
    result = run(library, "--for", "participants", "--language", "ru")

    assert result.exit_code == 0
    assert "second is not in ru: skipped." in result.output
    assert made(tmp_path) == ["first.ru.participants.pdf"]


def test_a_programme_is_printed(run, tmp_path):
    words = ["--language", "en", "--for", "participants"]

    assert run(MODULES / "programme.toml", *words).exit_code == 0
    assert made(tmp_path) == ["programme.en.participants.pdf"]


def test_a_language_the_module_lacks_is_refused(run, library):
    result = run(library / "first", "--language", "prs")

    assert result.exit_code == 1
    assert "No module is in prs. Choose from en, ru." in result.output


def test_a_missing_module_is_reported_with_the_nearest_name(run, library):
    result = run(library / "firts")

    assert result.exit_code == 1
    assert "Error: There is no module" in result.output
    assert f"Is it {library / 'first'}?" in result.output


@pytest.mark.parametrize("place", ["nowhere/at/all", "empty"])
def test_a_folder_without_modules_is_reported(run, tmp_path, place):
    (tmp_path / "empty").mkdir()

    result = run(tmp_path / place)

    assert result.exit_code == 1
    assert "There is no module" in result.output


def test_lint_errors_are_printed_and_the_other_modules_are_made(run, library, tmp_path):
    write_module(library, "third", en=slide("Not an id"))

    alone, together = run(library / "third"), run(library, "--for", "participants")

    assert (alone.exit_code, together.exit_code) == (1, 1)
    assert "third/en.md:" in alone.output and "error:" in alone.output
    assert "third/en.md:" in together.output
    assert "second.en.participants.pdf" in made(tmp_path)


def test_errors_of_a_programmes_module_are_reported(run, library):
    write_module(library, "third", en=slide("Not an id"))
    (library / "day.toml").write_text('[title]\nen = "Day"\n[[parts]]\nmodule = "third"\n')

    result = run(library / "day.toml")

    assert result.exit_code == 1
    assert "third/en.md:" in result.output
    assert "there is no module `third`" in result.output


def test_an_unwritable_output_folder_is_reported_without_a_traceback(run, library, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/file").write_text("")

    result = run(library / "first", "--output", tmp_path / "out/file/deeper")

    assert result.exit_code == 1
    assert "Not a directory" in result.output
    assert "Traceback" not in result.output


ON_A_FULL_DISK = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))
runpy.run_module("webinar.cli", run_name="__main__")
"""


def test_a_full_disk_leaves_the_old_file_intact_and_no_partial_file(library, tmp_path):
    """A limit on file size stands in for a full disk: in both cases the write fails."""
    old = tmp_path / "out/second.en.participants.pdf"
    old.parent.mkdir()
    old.write_text("the old one")
    write_module(library, "second", en=slides(slide()))
    command = ["handout", str(library / "second"), "--for", "participants"]

    result = subprocess.run(
        [sys.executable, "-c", ON_A_FULL_DISK, *command, "--output", str(old.parent)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert result.returncode == 1
    assert "File too large" in result.stderr and "Traceback" not in result.stderr
    assert old.read_text() == "the old one"
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def test_a_character_without_a_font_stops_only_its_own_hand_out(run, tmp_path):
    text = slide(text="Fine.", notes="Well done 🎉")
    module = write_module(tmp_path / "library", en=text)

    result = run(module)

    assert result.exit_code == 1
    assert "demo.en.presenters.pdf: no font has these signs: 🎉." in result.output
    assert made(tmp_path) == ["demo.en.participants.pdf"]
