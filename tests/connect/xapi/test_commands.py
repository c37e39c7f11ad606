"""The operator's view of the record store."""

import pytest

from config import Settings, UnsafeSettings
from tests.conftest import SECRET
from tests.connect.xapi.scene import whole
from tests.operate.commands.conftest import make_operator, operator, stored  # noqa: F401
from webinar.operate.commands.status import state_of


def store_settings(books):
    return {"LRS_ENDPOINT": books.at.endpoint, "LRS_KEY": "key", "LRS_SECRET": "secret"}


def test_command_sends_new_statements(operator, stored, books):  # noqa: F811
    stored.write(whole)

    result = operator.run("xapi-send", **store_settings(books))

    assert result.exit_code == 0, result.output
    assert result.output.splitlines() == [
        "7 queued, 7 sent, 0 not accepted.",
        "0 waiting, 0 refused.",
    ]
    assert len(books.statements) == 7


def test_command_retries_refused_statements_at_once(operator, stored, books):  # noqa: F811
    stored.write(whole)
    own = store_settings(books)
    operator.run("xapi-send", **{**own, "LRS_SECRET": "wrong"})

    result = operator.run("xapi-send", **own)

    assert result.output.splitlines() == [
        "0 queued, 7 sent, 0 not accepted.",
        "0 waiting, 0 refused.",
    ]


def test_command_without_a_store_sends_nothing(operator):  # noqa: F811
    assert "LRS_ENDPOINT" in operator.run("xapi-send").output


def test_doctor_repeats_the_answer_of_the_store(operator, stored, books):  # noqa: F811
    stored.write(whole)
    own = store_settings(books)
    assert "record store: 0 statements wait" in operator.run("doctor", **own).output
    operator.run("xapi-send", **{**own, "LRS_SECRET": "wrong"})

    result = operator.run("doctor", **own)

    assert (
        "PROBLEM  record store: 7 statements waiting, 0 refused: 401 who are you?" in result.output
    )


def test_status_counts_waiting_statements(operator, stored, books):  # noqa: F811
    stored.write(whole)
    books.answers = [500]
    operator.run("xapi-send", **store_settings(books))

    own = Settings.from_env({"SECRET_KEY": SECRET, "DATABASE_URL": operator.url, "PORT": "1"})

    assert state_of(own)["statements_waiting"] == 7


@pytest.mark.parametrize(
    "wrong",
    [
        {"LRS_ENDPOINT": "http://lrs.example.org/xapi", "LRS_KEY": "k", "LRS_SECRET": "s"},
        {"LRS_ENDPOINT": "lrs.example.org", "LRS_KEY": "k", "LRS_SECRET": "s"},
        {"LRS_ENDPOINT": "https://k:s@lrs.example.org/xapi", "LRS_KEY": "k", "LRS_SECRET": "s"},
        {"LRS_ENDPOINT": "https://lrs.example.org/xapi", "LRS_KEY": "k"},
        {"LRS_ENDPOINT": "https://lrs.example.org/xapi", "LRS_SECRET": "s"},
    ],
)
def test_unsafe_store_settings_are_refused(wrong):
    with pytest.raises(UnsafeSettings, match="LRS_"):
        Settings.from_env({"SECRET_KEY": SECRET, **wrong})


def test_trailing_slash_of_the_endpoint_is_ignored():
    own = Settings.from_env(
        {
            "SECRET_KEY": SECRET,
            "LRS_ENDPOINT": "https://lrs.example.org/xapi/",
            "LRS_KEY": "k",
            "LRS_SECRET": "s",
        }
    )

    assert own.lrs is not None and own.lrs.endpoint == "https://lrs.example.org/xapi"
    assert own.lrs.names is False
