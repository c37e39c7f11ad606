"""The acts of a played session, in order. Each act returns a sentence on what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from webinar.operate.rehearsal.acts.beginning import begin
from webinar.operate.rehearsal.acts.captions import captions
from webinar.operate.rehearsal.acts.ending import end, report
from webinar.operate.rehearsal.acts.floor import hand_over
from webinar.operate.rehearsal.acts.groups import groups
from webinar.operate.rehearsal.acts.halls import hall
from webinar.operate.rehearsal.acts.late import late
from webinar.operate.rehearsal.acts.lobby import lobby
from webinar.operate.rehearsal.acts.polls import every_kind
from webinar.operate.rehearsal.acts.rounds import two_rounds
from webinar.operate.rehearsal.acts.signals import signals
from webinar.operate.rehearsal.acts.steps import steps
from webinar.operate.rehearsal.acts.talk import talk
from webinar.operate.rehearsal.acts.tests import post_test, pre_test
from webinar.operate.rehearsal.acts.timing import pause, timed
from webinar.operate.rehearsal.acts.voice import voice
from webinar.operate.rehearsal.scene import Scene

Act = Callable[[Scene], str]

ACTS: Sequence[tuple[str, Act]] = (
    ("lobby", lobby),
    ("pre-test", pre_test),
    ("beginning", begin),
    ("captions", captions),
    ("voice", voice),
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
