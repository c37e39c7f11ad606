"""A guarded session: participants wait, their links are checked, and a host lets them in."""

from __future__ import annotations

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.scene import Scene

ONE_BY_ONE = 3
# The number of people who come later, when the session has been running for a while.
LATE = 1


def lobby(scene: Scene) -> str:
    host = scene.host
    scene.do(host, "lobby.set", mode="admit")
    people = scene.arrive(LATE)
    names = sorted(person.member.name for person in people)

    def waiting() -> list[dict[str, object]]:
        items: list[dict[str, object]] = host.member.view["lobby"]["items"]
        return items

    scene.wait(lambda: len(waiting()) == len(people), scene.thinking)
    scene.agree("who waits", sorted(str(item["name"]) for item in waiting()), names)
    scene.wait(lambda: all(item["link"] for item in waiting()), scene.thinking)
    scene.check(all(item["link"] for item in waiting()), "not every link was checked")
    numbers = {str(item["name"]): item["id"] for item in waiting()}

    *admitted, refused = people[: ONE_BY_ONE + 1]
    for person in admitted:
        scene.do(host, "lobby.admit", member=numbers[person.member.name])
    scene.see("the room once they were let in", lambda member: member.is_in, admitted)
    scene.check(
        not any(person.member.is_in for person in people[ONE_BY_ONE:]), "somebody slipped in"
    )
    _turn_away(scene, refused, numbers[refused.member.name])
    scene.do(host, "lobby.admit_all")
    scene.see("the room once all were let in", lambda member: member.is_in)
    scene.agree("who waits in the end", waiting_after(scene), [])
    count = len(people)
    scene.wait(lambda: host.member.view["people"]["joined"] == count, scene.thinking)
    scene.agree("how many joined", host.member.view["people"]["joined"], count)
    return (
        f"{count} waited and had their links checked; {len(admitted)} were let in one by one, "
        "one was turned away and asked again, then all"
    )


def waiting_after(scene: Scene) -> list[object]:
    """Wait until the pulse says that the waiting line is empty; return the people still in it."""
    view = scene.host.member.view
    scene.wait(lambda: not view["lobby"]["items"], scene.thinking)
    return list(view["lobby"]["items"])


def _turn_away(scene: Scene, person: Client, number: object) -> None:
    scene.do(scene.host, "lobby.refuse", member=number, reason="full_name")
    scene.wait(lambda: bool(person.door.reasons), scene.thinking)
    scene.agree("why somebody was turned away", person.door.reasons, ["full_name"])

    def line() -> list[object]:
        return [item["id"] for item in scene.host.member.view["lobby"]["items"]]

    # A person who was turned away has no place in the line until they ask again, then the last.
    scene.wait(lambda: line()[-1:] == [number], scene.thinking)
    scene.agree("the end of the line", line()[-1:], [number])
