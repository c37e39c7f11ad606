"""Several officers behind one screen: a show of hands, and the device passed round with PINs."""

from __future__ import annotations

from collections import Counter

from webinar.operate.rehearsal.acts.polls import make_poll
from webinar.operate.rehearsal.acts.results import check_result
from webinar.operate.rehearsal.people import NAMES
from webinar.operate.rehearsal.scene import Scene

HANDS = (2, 1)
WITH_PIN = 2
PIN, WRONG_PIN = "2468", "1357"


def hall(scene: Scene) -> str:
    host, facilitator = scene.host, scene.people[0]
    # Names from the end of the list, because people with devices have those from its beginning.
    names = [f"{name} 9" for name in NAMES["en"][-(sum(HANDS) + WITH_PIN) :]]
    before = host.member.view["people"]["joined"]
    scene.do(host, "hall.make", hall_name="Hall", facilitator=facilitator.member.number)
    scene.see("their own hall", lambda member: bool(member.view["halls"]), [facilitator])
    number = facilitator.member.view["halls"]["items"][0]["id"]
    scene.do(facilitator, "hall.add", hall=number, names=names, language="ru")
    joined = before + len(names)
    scene.wait(lambda: host.member.view["people"]["joined"] == joined, scene.thinking)
    scene.agree("who joined, with the hall", host.member.view["people"]["joined"], joined)

    key = make_poll(scene, "single")
    scene.do(host, "poll.open", poll=key)
    scene.see("the poll in the hall", lambda member: member.view.poll(key).get("state") == "open")
    options = facilitator.member.view.poll(key)["options"]
    hands = dict(zip(options, HANDS, strict=False))
    fields = {"hall": number, "poll": key, "hands": hands, "took_part": sum(HANDS)}
    scene.do(facilitator, "hall.hands", **fields)
    voted = _pass_round(scene, number, key, options[-1], names[-WITH_PIN:])
    too_many = facilitator.do("hall.hands", **fields | {"hands": {options[0]: len(names)}})
    scene.agree("more hands than are left", too_many.get("code"), "too_many_hands")
    scene.settle("poll")
    scene.do(host, "poll.close", poll=key)
    scene.settle()
    scene.do(host, "poll.reveal", poll=key)
    hall_votes = Counter(hands) + Counter({options[-1]: voted})
    ballots = check_result(scene, key, "single", hall_votes)
    return (
        f"{len(names)} sat in a hall: {sum(HANDS)} hands and {voted} votes with a PIN were counted "
        f"beside {ballots} of those with devices; a wrong PIN and too many hands were not"
    )


def _pass_round(scene: Scene, number: int, key: str, option: str, names: list[str]) -> int:
    """Let these people vote with their PINs, and try a wrong PIN; return the number of people."""
    facilitator = scene.people[0]
    members = {
        person["name"]: person["member"] for person in scene.host.member.view["people"]["members"]
    }
    for name in names:
        ballot = {"hall": number, "person": members[name], "poll": key, "options": [option]}
        scene.do(facilitator, "hall.vote", **ballot, pin=PIN)
    scene.do(facilitator, "hall.vote", **ballot | {"options": []}, pin=WRONG_PIN)
    scene.see(
        "that a PIN was wrong",
        lambda member: (member.view["hall_pin"] or {}).get("person") == members[names[-1]],
        [facilitator],
    )
    return len(names)
