"""`webinar package` writes one file for one module, or explains why it cannot."""

import zipfile

import pytest
from click.testing import CliRunner

from tests.connect.packages.making import NO_PLAYER
from tests.content.lessons.making import PNG, quiz, slide, slides, write_module
from webinar.connect.packages import command


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(command, "_player", lambda: NO_PLAYER)
    text = slides(slide("one", "![A street](street.png)"), quiz())
    write_module(tmp_path, "demo", images={"street.png": PNG}, en=text)

    def run(*options, path="demo"):
        out = tmp_path / "made.zip"
        arguments = ["--language", "en", "--standard", "scorm12", "--out", str(out), *options]
        return CliRunner().invoke(command.package_module, [str(tmp_path / path), *arguments]), out

    return run


def test_module_is_packaged_with_its_pictures(run):
    done, out = run("--pass-mark", "80")

    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(out) as archive:
        assert archive.read("images/1.png") == PNG
        manifest = archive.read("imsmanifest.xml")
        assert b'<file href="images/1.png"/>' in manifest
        assert b"<adlcp:masteryscore>80<" in manifest
        assert b'":"images/1.png"' in archive.read("pack.js")


@pytest.mark.parametrize(
    "options, words",
    [
        (("--language", "kk"), "demo is not in kk; it is in en."),
        (("--part", "nowhere"), "no such part"),
        (("--pass-mark", "0"), "0 is not in the range"),
        (("--standard", "scorm"), "is not one of"),
    ],
)
def test_impossible_options_are_explained(run, options, words):
    done, out = run(*options)

    assert done.exit_code != 0
    assert words in done.output
    assert not out.exists()


def test_path_without_a_module_or_with_several_is_refused(run, tmp_path):
    assert "There is no module" in run(path="nowhere")[0].output
    write_module(tmp_path, "other", en=slides(slide("one")))
    done, out = run(path="")
    assert "Choose one of them: demo, other." in done.output
    assert not out.exists()
