"""The form of a call: how its fields are stored, and which are refused."""

import pytest

from webinar.kit.errors import Refused
from webinar.room.call.entries import Entry, dialled, find_faults, host_of, read_entry


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" https://meet.example.org/a?pwd=1#b ", "https://meet.example.org/a?pwd=1#b"),
        ("HTTP://Meet.Example.org:8443", "http://meet.example.org:8443"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("https://example.org/зал%20", "https://example.org/%D0%B7%D0%B0%D0%BB%20"),
        # A Cyrillic letter in place of a Latin one shows itself.
        ("https://еxample.org/", "https://xn--xample-2of.org/"),
    ],
)
def test_link_is_stored_in_ascii(typed, stored):
    assert read_entry(Entry(link=typed)).link == stored


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://example.org/",
        "meet.example.org/a",
        "//meet.example.org",
        "https://",
        "https:///a",
        "https://exa mple.org",
        "https://example.org/a\nb",
        "https://example.org/\u202egnp",
        "https://evil.example\\@example.org",
        'https://example.org/"onclick="x',
        "https://example.org:99999999/",
        "https://[::1",
        "https://..example.org/",
        "https://exa%2emple.org/",
    ],
)
def test_other_links_are_refused(link):
    assert find_faults(Entry(link=link)) == {"link": "call_link_invalid"}


@pytest.mark.parametrize("link", ["https://ada:secret@example.org/", "https://ada@example.org/"])
def test_credentials_in_a_link_are_refused(link):
    assert find_faults(Entry(link=link)) == {"link": "call_link_secret"}


@pytest.mark.parametrize("path", ["a" * 500, "я" * 100])
def test_link_that_is_too_long_is_refused(path):
    """A letter outside ASCII takes six characters."""
    assert find_faults(Entry(link=f"https://example.org/{path}")) == {"link": "call_link_long"}


@pytest.mark.parametrize(
    ("typed", "stored", "dials"),
    [
        (" +7  (727) 123-45-67 ", "+7 (727) 123-45-67", "tel:+77271234567"),
        ("(727) 12.34/5", "(727) 12.34/5", "tel:72712345"),
        ("۰۷۰۰\u00a0۱۲۳", "0700 123", "tel:0700123"),
        ("7\u2011800\u2013555", "7-800-555", "tel:7800555"),
    ],
)
def test_phone_number_is_stored_with_plain_digits(typed, stored, dials):
    assert read_entry(Entry(phone=typed)).phone == stored
    assert dialled(stored) == dials


@pytest.mark.parametrize(
    "phone",
    [
        "12",
        "call me",
        "7100*100#",
        "+7727123,,1#",
        "7+7+7",
        "1" * 21,
        "1 " * 30,
        "tel:+7727",
        "<b>",
    ],
)
def test_other_phone_numbers_are_refused(phone):
    assert find_faults(Entry(phone=phone)) == {"phone": "call_phone_invalid"}


def test_every_fault_is_found_at_once():
    typed = Entry("x", "x", "1" * 41, "n" * 501)

    faults = find_faults(typed)

    assert list(faults) == ["link", "phone", "pin", "note"]
    with pytest.raises(Refused, match="call_link_invalid"):
        read_entry(typed)


def test_pin_needs_something_to_join():
    assert find_faults(Entry(pin="1")) == {"pin": "call_pin_alone"}
    assert find_faults(Entry(pin="1", phone="+7727123")) == {}


def test_texts_lose_control_and_direction_marks():
    entry = read_entry(Entry("https://x.example/", "", " ۱۲\u202e3\t4 ", "One\r\ntwo\x00\n"))

    assert entry.pin == "123 4"
    assert entry.note == "One\ntwo"


def test_host_of_a_link():
    assert host_of("https://meet.example.org:8443/a?b=@c") == "meet.example.org:8443"
