"""systemd and the server accept the files that docs/operators.md gives."""

import configparser
import re
import shutil
import subprocess
import sys

import pytest

from config import Settings
from tests.operators_guide import blocks, files
from tests.test_documentation import rows_of, text_of
from webinar.operate.commands.environment import read_environment

UNITS = {
    "webinar.service",
    "webinar@.service",
    "webinar-backup.service",
    "webinar-backup.timer",
}


def test_every_unit_is_given_as_a_file():
    units = files("ini")

    assert set(units) == UNITS
    assert len(blocks("ini")) == len(UNITS), "a block without the name of its file"
    for text in units.values():
        parsed = configparser.ConfigParser(interpolation=None, strict=True)
        parsed.optionxform = str
        parsed.read_string(text)


def test_single_and_multiple_processes_are_confined_alike():
    """The second unit is the first with a port."""
    single, multiple = files("ini")["webinar.service"], files("ini")["webinar@.service"]

    multiple = multiple.replace("Environment=PORT=%i\n", "").replace(" at port %i", "")

    assert multiple == single


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_accepts_the_units(tmp_path):
    for name, text in files("ini").items():
        unit = text.replace("/opt/webinar/.venv/bin/python", sys.executable)
        unit = unit.replace("/opt/webinar", "/")
        (tmp_path / name.replace("@.", "@5000.")).write_text(unit)

    result = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *sorted(map(str, tmp_path.glob("*.*")))],
        capture_output=True,
        text=True,
    )

    own_lines = [line for line in result.stderr.splitlines() if "webinar" in line]
    assert (result.returncode, own_lines) == (0, [])


def test_every_unit_that_should_survive_a_reboot_is_enabled():
    commands = text_of("docs/operators.md")
    units = [name for name, text in files("ini").items() if "[Install]" in text]

    for name in units:
        unit = name.removesuffix(".service").replace("@", "@5000")
        assert re.search(rf"^systemctl enable --now {re.escape(unit)}\b", commands, re.M), name


def test_documented_settings_start_a_server(tmp_path):
    explained = {row[0].strip("`") for row in rows_of("docs/operators.md")}
    single, multiple = (read_environment(text) for text in blocks("sh"))
    assert set(single | multiple) - explained == set()
    single["SECRET_KEY"] = "0123456789-abcdefghijklmnopqrstuvw"
    single["INSTANCE"] = str(tmp_path)

    settings = Settings.from_env(single | multiple)

    assert settings.production
    assert settings.issuer_name == "Academy of the Ministry"
    assert settings.mail is not None and settings.mail.password == "it may have spaces, $ and #"
    assert settings.message_queue is not None
    assert Settings.from_env(single).message_queue is None
    assert "PORT" not in single | multiple, "it would win over the unit's"


def test_no_command_sources_the_settings_in_a_shell():
    commands = re.findall(r"^```\n(.*?)^```$", text_of("docs/operators.md"), re.M | re.S)

    assert [text for text in commands if re.search(r"^(set -a|\.|source) ", text, re.M)] == []


def test_backups_are_deleted_within_the_stated_number_of_days():
    page = text_of("docs/operators.md")
    [allowed] = re.findall(r"\*\*Delete backups after (\d+) days at most", page)
    [more_than] = re.findall(r"-mtime \+(\d+) -delete", files("ini")["webinar-backup.service"])

    # find counts whole days, and a nightly backup is a few seconds short of one.
    assert int(more_than) + 2 <= int(allowed)


def test_commands_on_the_servers_data_read_its_settings_file():
    """Without them a command looks for the database beside the code, where there is none."""
    lines = re.findall(r"^\.venv/bin/webinar .+$", text_of("docs/operators.md"), re.M)

    assert len(lines) >= 3
    assert [line for line in lines if "--env /etc/webinar.env" not in line] == []


def test_manual_backups_go_where_the_services_user_may_write():
    page = text_of("docs/operators.md")
    [folder] = re.findall(r"^install -d -m 700 -o webinar -g webinar (\S+)$", page, re.M)

    command = r"^\.venv/bin/webinar .*(?:backup|restore) (/\S+/)[^/\n]+$"
    folders = re.findall(command, page, re.M)

    assert len(folders) == 2
    assert set(folders) == {f"{folder}/"}


def test_database_is_created_before_the_service_starts():
    page = text_of("docs/operators.md")

    assert page.index("createdb --owner webinar") < page.index(
        "systemctl enable --now webinar@5000"
    )
    assert page.index("DATABASE_URL=postgresql+psycopg2://webinar:") < page.index(
        "systemctl enable --now webinar@5000"
    )
