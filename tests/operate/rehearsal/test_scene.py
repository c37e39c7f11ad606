"""An act continues only when the host and all participants see its outcome."""

from types import SimpleNamespace

from webinar.operate.rehearsal.scene import Scene


class LaggingView:
    """A view that shows the outcome of a step only after a few looks."""

    def __init__(self, looks):
        self.looks = looks

    def step(self, _number):
        self.looks -= 1
        return {"outcome": None if self.looks > 0 else {"recorded": "agreed"}}


def make_client(name, looks):
    return SimpleNamespace(member=SimpleNamespace(name=name, view=LaggingView(looks)))


def make_scene(host, *people):
    staff = {"presenter": host, "interpreter": host, "pages": None}
    arriving = {"arrive": lambda _left: people, "late_after": 0.0}
    scene = Scene(host=host, code="", language="kk", pace=100.0, **staff, **arriving)
    scene.arrive(0)
    return scene


def test_act_continues_only_when_the_host_sees_the_outcome_too():
    host = make_client("Host", looks=3)
    scene = make_scene(host, make_client("Ada", looks=1))

    scene.see("the outcome of a step", lambda member: bool(member.view.step(1)["outcome"]))

    assert host.member.view.looks <= 0
    assert scene.problems == []
