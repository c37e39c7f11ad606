"""The acts of a played session, in order. Each returns a sentence on what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from webinar.rehearsal.acts.beginning import begin
from webinar.rehearsal.acts.captions import captions
from webinar.rehearsal.acts.ending import end, report
from webinar.rehearsal.acts.floor import hand_over
from webinar.rehearsal.acts.groups import groups
from webinar.rehearsal.acts.halls import hall
from webinar.rehearsal.acts.late import late
from webinar.rehearsal.acts.lobby import lobby
from webinar.rehearsal.acts.polls import every_kind
from webinar.rehearsal.acts.rounds import two_rounds
from webinar.rehearsal.acts.signals import signals
from webinar.rehearsal.acts.steps import steps
from webinar.rehearsal.acts.talk import talk
from webinar.rehearsal.acts.tests import post_test, pre_test
from webinar.rehearsal.acts.timing import pause, timed
from webinar.rehearsal.scene import Scene

Act = Callable[[Scene], str]

ACTS: Sequence[tuple[str, Act]] = (
    ("lobby", lobby),
    ("pre-test", pre_test),
    ("beginning", begin),
    ("captions", captions),
    ("polls", every_kind),
    ("two rounds", two_rounds),
    ("hall", hall),
    ("talk", talk),
    ("signals", signals),
    ("countdown", timed),
    ("groups", groups),
    ("break", pause),
    ("hand-over", hand_over),
    ("late joiner", late),
    ("next steps", steps),
    ("post-test", post_test),
    ("end", end),
    ("report", report),
)
