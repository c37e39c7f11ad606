"""Hosts decide which texts and words of a participant the others see."""

from tests.live.polls.asking import add_people, add_poll, last_heard, poll_shown_to, vote


def replies(rig, member):
    return [
        (reply["text"], reply.get("state"))
        for reply in poll_shown_to(rig, member).get("replies", [])
    ]


def test_hosts_read_a_text_at_once_and_others_after_approval(db, rig, scene):
    add_poll(db, scene, "text")
    vote(rig, scene.ada, text="Tea, please")
    [waiting] = last_heard(rig, scene.host, "poll.replies")["replies"]
    assert (waiting["text"], waiting["state"], waiting["member"]) == (
        "Tea, please",
        "waiting",
        scene.ada.number,
    )
    assert "poll.replies" not in rig.names_heard_by(scene.bek)
    assert replies(rig, scene.bek) == []

    rig.do(scene.host, "poll.show", poll="tea", ids=[waiting["id"]])

    assert replies(rig, scene.host) == [("Tea, please", "shown")]
    assert replies(rig, scene.bek) == [("Tea, please", None)]
    [reply] = last_heard(rig, scene.bek, "poll.shown")["replies"]
    assert reply.keys() == {"id", "text", "language"}


def test_hidden_text_leaves_the_screens_of_others(db, rig, scene):
    add_poll(db, scene, "text")
    vote(rig, scene.ada, text="Tea, please")
    rig.do(scene.host, "poll.show", poll="tea", everything=True)
    [reply] = poll_shown_to(rig, scene.bek)["replies"]

    rig.do(scene.host, "poll.hide", poll="tea", ids=[reply["id"]])

    assert last_heard(rig, scene.bek, "poll.hidden")["ids"] == [reply["id"]]
    assert replies(rig, scene.bek) == []
    assert replies(rig, scene.host) == [("Tea, please", "hidden")]


def test_show_everything_shows_waiting_texts_but_not_hidden_ones(db, rig, scene):
    add_poll(db, scene, "text")
    vote(rig, scene.ada, text="Rude")
    rig.do(scene.host, "poll.hide", poll="tea", everything=True)
    vote(rig, scene.bek, text="Tea")

    rig.do(scene.host, "poll.show", poll="tea", everything=True)

    assert replies(rig, scene.bek) == [("Tea", None)]


def test_text_can_be_replaced_until_it_is_shown(db, rig, scene):
    add_poll(db, scene, "text")
    vote(rig, scene.ada, text="Tee")
    [first] = poll_shown_to(rig, scene.host)["replies"]
    vote(rig, scene.ada, text="Tea")
    [second] = poll_shown_to(rig, scene.host)["replies"]
    rig.do(scene.host, "poll.show", poll="tea", everything=True)

    answer = vote(rig, scene.ada, text="Coffee")

    assert (first["id"], second["text"]) == (second["id"], "Tea")
    assert answer["code"] == "already_shown"
    assert replies(rig, scene.bek) == [("Tea", None)]


def test_refused_replacement_does_not_affect_others_in_the_batch(db, rig, scene):
    add_poll(db, scene, "text")
    vote(rig, scene.ada, text="Tea")
    rig.do(scene.host, "poll.show", poll="tea", everything=True)

    jobs = rig.batch(
        (scene.ada, "poll.vote", {"poll": "tea", "text": "Coffee"}),
        (scene.bek, "poll.vote", {"poll": "tea", "text": "Water"}),
    )

    assert [job.refusal and job.refusal.code for job in jobs] == ["already_shown", None]
    assert poll_shown_to(rig, scene.host)["voters"] == 2


def test_only_hosts_see_a_hidden_word(db, rig, scene):
    add_poll(db, scene, "cloud")
    vote(rig, scene.ada, words=["Tea", "Canary"])
    rig.do(scene.host, "poll.hide", poll="tea", ids=["en:canary", "en:nonsense"])
    rig.do(scene.host, "poll.close", poll="tea")
    rig.do(scene.host, "poll.reveal", poll="tea")
    rig.beat()

    words = {
        word["word"]: word.get("hidden")
        for word in poll_shown_to(rig, scene.host)["figures"]["words"]
    }

    bodies = [body for name, body in rig.heard_by(scene.bek) if name != "poll.voted"]
    assert words == {"Tea": None, "Canary": True}
    assert [word["word"] for word in poll_shown_to(rig, scene.bek)["figures"]["words"]] == ["Tea"]
    assert "Tea" in str(bodies) and "Canary" not in str(bodies)
    assert "Canary" in str(last_heard(rig, scene.host, "poll.tally"))


def test_word_hidden_later_leaves_the_shown_cloud(db, rig, scene):
    add_poll(db, scene, "cloud")
    vote(rig, scene.ada, words=["Tea", "Rude"])
    rig.do(scene.host, "poll.close", poll="tea")
    rig.do(scene.host, "poll.reveal", poll="tea")

    rig.do(scene.host, "poll.hide", poll="tea", ids=["en:rude"])

    words = last_heard(rig, scene.bek, "poll.revealed")["figures"]["words"]
    assert [word["word"] for word in words] == ["Tea"]
    rig.do(scene.host, "poll.show", poll="tea", everything=True)
    assert len(last_heard(rig, scene.bek, "poll.revealed")["figures"]["words"]) == 2


def test_polls_without_texts_have_nothing_to_show_or_hide(db, rig, scene):
    add_poll(db, scene, "single", "a", "b")

    assert rig.do(scene.host, "poll.show", poll="tea", everything=True)["code"] == "bad_message"


def test_hosts_cannot_show_anonymous_texts_before_the_poll_is_closed(db, rig, scene):
    add_poll(db, scene, "text", is_anonymous=True)
    for number, member in enumerate(add_people(db, scene, 5)):
        vote(rig, member, text=f"Canary {number}")
    message = {"poll": "tea", "everything": True}
    refused = rig.do(scene.host, "poll.show", **message)
    rig.beat()
    assert refused["code"] == "answers_secret"
    assert "Canary" not in str(rig.heard_by(scene.host))

    rig.do(scene.host, "poll.close", poll="tea")

    assert len(last_heard(rig, scene.host, "poll.replies")["replies"]) == 5
    assert "member" not in str(last_heard(rig, scene.host, "poll.replies")["replies"])
    assert rig.do(scene.host, "poll.show", **message)["ok"]
    assert len(replies(rig, scene.ada)) == 5


def test_texts_keep_their_order_after_a_reload(db, rig, scene):
    """The order matches the broadcasts: a new text goes last, a changed one keeps its place."""
    add_poll(db, scene, "text")
    people = add_people(db, scene, 8)
    for member in people:
        vote(rig, member, text=member.name)
    vote(rig, people[2], text="Changed")

    names = [person.name for person in people]
    assert [text for text, _ in replies(rig, scene.host)] == [*names[:2], "Changed", *names[3:]]


def test_texts_of_one_batch_are_broadcast_in_stored_order(db, rig, scene):
    add_poll(db, scene, "text")
    people = add_people(db, scene, 8)

    rig.batch(*((person, "poll.vote", {"poll": "tea", "text": person.name}) for person in people))

    broadcast_replies = last_heard(rig, scene.host, "poll.replies")["replies"]
    assert [reply["text"] for reply in broadcast_replies] == [
        text for text, _ in replies(rig, scene.host)
    ]
    assert len(broadcast_replies) == 8
