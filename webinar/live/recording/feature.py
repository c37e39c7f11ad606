"""The hooks of the recording, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature, Replayed
from webinar.live.recording.files import delete_outdated
from webinar.live.recording.models import RecordingRules
from webinar.live.recording.views import recording_context

FEATURE = Feature(
    name="recording",
    plan_page=recording_context,
    copies=(RecordingRules,),
    timeline={
        "recording.chosen": Replayed.AFTER,
        "recording.paused": Replayed.HOSTS,
        "recording.resumed": Replayed.HOSTS,
        "recording.stopped": Replayed.HOSTS,
    },
    every_ten_minutes=(delete_outdated,),
)
