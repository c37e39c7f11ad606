"""./check firefox takes a Firefox that starts, and says if there is none."""

import pytest

from tools import firefox
from tools.surroundings import Unavailable, with_firefox


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Make a program that says this when asked for its version, and name it as the Firefox."""

    def program(answer):
        path = tmp_path / "firefox"
        path.write_text(f"#!/bin/sh\necho '{answer}'\n")
        path.chmod(0o755)
        monkeypatch.setenv("FIREFOX", str(path))
        return str(path)

    monkeypatch.setenv("CI", "")
    monkeypatch.setenv("INSTALL_BROWSER", "")
    monkeypatch.setattr(firefox, "NAMES", [])
    monkeypatch.setattr(firefox, "UNPACKED", tmp_path / "nowhere")
    monkeypatch.setattr(firefox, "_unpack", lambda: False)
    return program


def test_named_firefox_is_taken(program):
    path = program("Mozilla Firefox 140.3.0esr")

    assert firefox.find() == path


@pytest.mark.parametrize("answer", ["Mozilla Firefox 128.0esr", "Use snap instead", ""])
def test_program_that_is_no_new_firefox_is_not_taken(program, answer):
    program(answer)

    assert firefox.find() is None


@pytest.mark.parametrize("is_there", [True, False])
def test_missing_firefox_fails_only_where_there_is_one_that_does_not_start(
    program, monkeypatch, is_there
):
    program("")
    monkeypatch.setattr(firefox, "is_there", lambda: is_there)

    with pytest.raises(Unavailable, match="no Firefox") as missing, with_firefox():
        pass

    assert missing.value.fails_on_ci is is_there
