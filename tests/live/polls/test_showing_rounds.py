"""Two rounds are shown together: revealing the second reveals the first."""

from tests.live.polls.test_running import poll_shown_to

SECOND = "which--2"


def ask_twice(rig, scene):
    """Finish both rounds and reveal neither."""
    for poll, option in (("which", "a"), (SECOND, "b")):
        assert rig.do(scene.host, "poll.open", poll=poll)["ok"]
        assert rig.do(scene.ada, "poll.vote", poll=poll, options=[option])["ok"]
        assert rig.do(scene.host, "poll.close", poll=poll)["ok"]
        rig.do(scene.host, "poll.again", poll=poll)


def test_showing_the_second_round_shows_the_first(rig, scene):
    ask_twice(rig, scene)

    rig.do(scene.host, "poll.reveal", poll=SECOND)

    revealed = [body["poll"] for name, body in rig.heard_by(scene.bek) if name == "poll.revealed"]
    assert revealed == ["which", SECOND]
    assert poll_shown_to(rig, scene.bek, "which")["tally"] == {"a": 1, "b": 0, "c": 0}
    assert poll_shown_to(rig, scene.bek, SECOND)["tally"] == {"a": 0, "b": 1, "c": 0}


def test_first_round_is_not_shown_again(rig, scene):
    ask_twice(rig, scene)
    rig.do(scene.host, "poll.reveal", poll="which")

    rig.do(scene.host, "poll.reveal", poll=SECOND)

    revealed = [body["poll"] for name, body in rig.heard_by(scene.bek) if name == "poll.revealed"]
    assert revealed == ["which", SECOND]


def test_the_first_round_stays_hidden_while_the_second_is_open(rig, scene):
    ask_twice(rig, scene)

    poll = poll_shown_to(rig, scene.bek, "which")

    assert (poll["state"], "tally" in poll) == ("closed", False)
