"""The hooks of next steps, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_pgettext

from webinar.hooks import Feature, Replayed
from webinar.live.steps.models import StepTerms
from webinar.page_places import RoomPlace

FEATURE = Feature(
    name="steps",
    place=RoomPlace(
        rank=10, icon="steps", title=lazy_pgettext("a place at the foot of a phone", "Steps")
    ),
    copies=(StepTerms,),
    timeline={
        "step.put": Replayed.SHOWN,
        "step.decided": Replayed.SHOWN,
        "step.terms": Replayed.AFTER,
        "step.proposed": Replayed.NOTHING,
        "step.recalled": Replayed.NOTHING,
        "step.closed": Replayed.NOTHING,
        "step.overruled": Replayed.NOTHING,
        "step.dropped": Replayed.NOTHING,
        "step.restored": Replayed.NOTHING,
        "step.merged": Replayed.NOTHING,
        "step.worded": Replayed.NOTHING,
        "step.translated": Replayed.NOTHING,
        "step.detailed": Replayed.NOTHING,
        "step.owner_asked": Replayed.PERSON,
        "step.owner_taken_off": Replayed.PERSON,
        "step.accepted": Replayed.PERSON,
        "step.accepted_on_paper": Replayed.PERSON,
        "step.declined": Replayed.PERSON,
        "step.reported": Replayed.AFTER,
    },
)
