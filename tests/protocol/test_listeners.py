"""Two channels over one link, and the figures about listeners, through a real server."""

import pytest

from tests.live.voice.test_listeners import numbers_in
from tests.protocol.test_voice import (  # noqa: F401
    THIN_BYTES,
    bundles,
    link,
    listen,
    now_ms,
    server,
    session,
    sounds,
    speak,
    speak_on,
    start,
    tell,
)
from tests.protocol.waiting import until


def reports(link):  # noqa: F811
    """The reports so far, each with the numbers of the members by channel and by what they get."""
    link.call("room.snapshot", {})
    bodies = [body for heard, body in link.heard if heard == "voice.listeners"]
    return [
        {
            channel: {way: numbers_in(text) for way, text in view.items() if text}
            for channel, view in body["channels"].items()
        }
        for body in bodies
    ]


def number_of(link):  # noqa: F811
    return link.call("room.snapshot", {})["snapshot"]["me"]["member"]


def test_listener_hears_a_second_channel_in_its_thin_rendition(session, link):  # noqa: F811
    host, listener = link(session.host), link(session.join())
    tell(listener, "voice.listen", channel="kk", under="floor")
    start(host, listener)

    at = now_ms()
    speak_on(host, range(7, 13), at)

    assert bundles(listener)[-1] == (1, 7, THIN_BYTES * 6)
    assert sounds(listener) == []
    heard = len(bundles(listener))
    listen(listener, "kk")
    speak_on(host, range(13, 19), at + 360)
    assert len(bundles(listener)) == heard


def test_second_channel_falls_silent_first_on_a_link_that_acknowledges_nothing(session, link):  # noqa: F811
    host, near = link(session.host), link(session.join())
    main, under = link(session.join("A")), link(session.join("B"))
    listen(near)
    start(host, near)
    # Nothing is under way to these two yet.
    listen(main)
    tell(under, "voice.listen", channel="kk", under="floor")
    for listener in (main, under):
        listener.call("room.snapshot", {})
    start_ms = now_ms()
    speak_on(host, range(20, 60), start_ms)

    last_ms = sounds(main)[-1]["at"], sounds(under, "voice.bundle")[-1]["at"]
    assert start_ms < last_ms[1] < last_ms[0] - 300


def test_link_too_slow_for_sound_gets_none_and_counts_as_reading(session, link):  # noqa: F811
    host, near, far = link(session.host), link(session.join("A")), link(session.join("B"))
    listen(near)
    tell(far, "voice.listen", channel="floor", thin=True, text_only=True, under="kk")
    start(host, near)

    assert sounds(far) == []
    report = {"floor": {"full": [number_of(near)], "text": [number_of(far)]}}
    until(lambda: report in reports(host), problem="the listeners are not reported")


def test_listener_of_the_media_server_gets_no_sound_and_counts(session, link):  # noqa: F811
    host, near, far = link(session.host), link(session.join("A")), link(session.join("B"))
    listen(far)
    listen(near)
    tell(far, "voice.listen", channel="floor", media_server=True, under="kk")
    start(host, near)

    assert sounds(far) == []
    report = {"floor": {"full": [number_of(near)], "media_server": [number_of(far)]}}
    until(lambda: report in reports(host), problem="the listeners are not reported")


def test_hosts_alone_are_told_who_listens(session, link):  # noqa: F811
    host, ada = link(session.host), link(session.join("Ada"))
    listen(ada)

    until(lambda: reports(host), problem="the listeners are not reported")

    assert reports(host)[0] == {"floor": {"full": [number_of(ada)]}}
    assert reports(ada) == []


def test_last_listener_who_leaves_is_reported_no_longer(session, link):  # noqa: F811
    host, ada = link(session.host), link(session.join("Ada"))
    listen(ada)
    until(lambda: reports(host), problem="the listeners are not reported")

    tell(ada, "voice.listen", channel=None)

    until(lambda: reports(host)[-1] == {}, problem="the listener is still reported")


@pytest.mark.parametrize(
    "fields", [{"under": "x" * 9}, {"under": 1}, {"text_only": "yes"}, {"media_server": 1}]
)
def test_malformed_wish_changes_nothing(session, link, fields):  # noqa: F811
    host, listener = link(session.host), link(session.join())
    listen(listener)
    start(host, listener)

    tell(listener, "voice.listen", channel="kk", **fields)
    speak(host, 9)

    assert sounds(listener)[-1]["n"] == 9
