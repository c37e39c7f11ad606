"""The settings file is read as systemd reads it, not as a shell would."""

import pytest
from click.testing import CliRunner

from webinar.cli import webinar
from webinar.operate.commands.environment import read_environment

# As described in systemd.exec(5) under `EnvironmentFile=`.
VALUES = {
    "A=b": "b",
    "A=Академия МВД Республики": "Академия МВД Республики",
    "A=  two  spaces  ": "two  spaces",
    "A='kept  '": "kept  ",
    'A="kept  "': "kept  ",
    "A='$HOME `id` \\n'": "$HOME `id` \\n",
    'A="a \\"b\\" \\$c \\d"': 'a "b" $c \\d',
    "A=a\\\nb": "ab",
    'A="a\nb"': "a\nb",
    "A=a#b # c": "a#b # c",
    "A=Don't": "Don't",
    "A=a\\ b\\\\": "a b\\",
    "A=": "",
    "A=''": "",
    "A = b": "b",
    "A='a'\"b\"c": "abc",
    "A=$(rm -rf /)": "$(rm -rf /)",
}


@pytest.mark.parametrize("line", VALUES)
def test_value_is_read_as_systemd_reads_it(line):
    assert read_environment(f"{line}\nZ=1\n") == {"A": VALUES[line], "Z": "1"}


def test_lines_that_set_nothing_are_skipped():
    text = "# A=1\n; B=2\n\nnonsense\n# goes on \\\nC=3\nD=4\r\n=5\nD=6\n"

    assert read_environment(text) == {"D": "6"}


def test_command_takes_its_settings_from_the_file(tmp_path, monkeypatch):
    """Planted fault: a shell read the file and lost a name with a space."""
    file = tmp_path / "webinar.env"
    file.write_text("PRODUCTION=1\nPUBLIC_URL=http://Академия МВД\n", "utf-8")
    monkeypatch.setenv("PRODUCTION", "0")
    monkeypatch.setenv("PUBLIC_URL", "")

    result = CliRunner().invoke(webinar, ["--env", str(file), "doctor"])

    assert result.exit_code == 1
    assert "PUBLIC_URL is not https" in result.output or "SECRET_KEY" in result.output


def test_missing_settings_file_is_named(tmp_path):
    result = CliRunner().invoke(webinar, ["--env", str(tmp_path / "none.env"), "doctor"])

    assert result.exit_code == 2
    assert "none.env" in result.output
