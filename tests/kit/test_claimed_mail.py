"""Only claimed letters are made and sent, and each claimed letter is settled whatever happens."""

import pytest

from tests.postbox import mailing
from webinar.kit.claimed_mail import send_claimed
from webinar.kit.mail import Mail


@pytest.fixture
def server(settings, mail_server):
    return mailing(settings, mail_server).mail


def letter(to):
    return lambda: Mail(7, to, "Subject", "Text", "<p>Text</p>", "en")


def broken():
    raise ValueError("a fault")


def test_claimed_letters_are_sent_and_settled_by_their_keys(server, mail_server):
    unsent = {"a": letter("ada@x.test"), "b": letter("nobody@x.test"), "c": broken}
    settled = []

    errors = send_claimed(
        server, unsent, lambda keys: sorted(keys)[:2], lambda *result: settled.append(result)
    )

    assert errors == {"a": "", "b": "recipient"}
    assert settled == [(["a", "b"], errors)]
    assert [to for to, _ in mail_server.letters] == [["ada@x.test"]]


def test_claims_are_settled_if_a_letter_cannot_be_made(server):
    settled = []

    with pytest.raises(ValueError, match="a fault"):
        send_claimed(server, {"a": broken}, list, lambda *result: settled.append(result))

    assert settled == [(["a"], {})]


def test_nothing_is_claimed_where_nothing_waits(server):
    assert send_claimed(server, {}, broken, broken) == {}
