"""Only passwords that are hard to guess are accepted, and few are hashed at once."""

import threading
import unicodedata

import pytest

from webinar.kit.errors import Refused
from webinar.people.accounts import passwords
from webinar.people.accounts.guessable_passwords import is_guessable

GOOD_PASSWORD = "seven quiet rivers bend twice"


def test_password_matches_only_its_own_hash():
    stored = passwords.hash_password(GOOD_PASSWORD)

    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.is_password(stored, GOOD_PASSWORD)
    assert not passwords.is_password(stored, GOOD_PASSWORD + "!")
    assert not passwords.needs_new_hash(stored)


def test_differently_composed_unicode_is_the_same_password():
    composed = "тихий йод ёлка семь"
    stored = passwords.hash_password(unicodedata.normalize("NFC", composed))

    assert passwords.is_password(stored, unicodedata.normalize("NFD", composed))


def test_placeholder_hash_costs_as_much_as_a_real_one():
    assert not passwords.needs_new_hash(passwords.NOBODY)


def test_no_password_matches_an_empty_hash():
    assert not passwords.is_password("", "")
    assert not passwords.is_password("", GOOD_PASSWORD)


def test_a_hash_with_other_settings_is_renewed():
    assert passwords.needs_new_hash(passwords.NOBODY.replace("t=2", "t=1"))


@pytest.mark.parametrize(
    "password",
    [
        GOOD_PASSWORD,
        "Zx9!kQ2#mP7w",
        "желтый трамвай едет домой",
        "қызыл алма тәтті",
        "x7" * 3 + "QbNv4pLz",
    ],
)
def test_hard_to_guess_password_is_accepted(password):
    passwords.check_new_password(password, ["aida@police.kz", "Aida"])


@pytest.mark.parametrize(
    "password",
    [
        # Leaked passwords, including Russian words typed on the Latin layout.
        "sonyericsson",
        "112233445566",
        "justinbieber",
        "010203040506",
        "fktrcfylhjdbx",
        "dkflbvbhjdbx",
        # On no list, but just as easy to guess.
        "fyfcnfcbz2001",
        "Rjycnfynby1988",
        "нурланнурлан1",
        "yehkfyfquekm1",
        "password1234",
        "P@ssw0rd2026!",
        "qwerty123456",
        "1q2w3e4r5t6y",
        "йцукен123456",
        "пароль123456",
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "iloveyou2026",
        "Webinar-2026!",
        "Police-Almaty-2026!",
        "aidanurlanova1",
        "correct horse battery staple",
    ],
)
def test_guessable_password_is_refused(password):
    with pytest.raises(Refused, match="password_guessable"):
        passwords.check_new_password(password, ["aida.nurlanova@police.kz", "Aida Nurlanova"])


@pytest.mark.parametrize(
    ("length", "code"), [(11, "password_too_short"), (129, "password_too_long")]
)
def test_a_password_has_12_to_128_characters(length, code):
    letters = "".join(chr(0x4E00 + 7 * number) for number in range(length))

    with pytest.raises(Refused, match=code):
        passwords.check_new_password(letters)


def test_overlong_password_is_cut_before_hashing(monkeypatch):
    matched = []
    monkeypatch.setattr(passwords, "_matches", lambda _stored, typed: bool(matched.append(typed)))

    passwords.is_password(passwords.NOBODY, "x" * 200_000)

    assert len(matched[0]) == passwords.LONGEST + 1


def test_at_most_two_passwords_are_hashed_at_once():
    inside, counts, pair = [], [], threading.Barrier(2, timeout=60)

    def work():
        inside.append(1)
        counts.append(len(inside))
        pair.wait()
        inside.pop()
        pair.wait()

    threads = [threading.Thread(target=passwords._in_turn, args=(work,)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(counts) == 6
    assert max(counts) == 2


def test_long_hashing_queue_is_refused_with_try_again():
    for _ in range(22):
        passwords._places.acquire()
    try:
        with pytest.raises(Refused) as refusal:
            passwords.is_password("", GOOD_PASSWORD)
    finally:
        for _ in range(22):
            passwords._places.release()

    assert refusal.value.code == "try_again"
    assert refusal.value.retryable


def test_long_leaked_passwords_are_all_guessable():
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    long = [
        password for password in FREQUENCY_LISTS["passwords"] if len(password) >= passwords.SHORTEST
    ]

    assert len(long) > 200
    assert [password for password in long if not is_guessable(password)] == []


@pytest.mark.parametrize("password", ["a" * 128, "1a" * 64, "password" * 16, "aé" * 64])
def test_longest_passwords_are_judged_too(password):
    assert is_guessable(password)
