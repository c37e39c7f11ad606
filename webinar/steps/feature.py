"""What next steps add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, RoomPlace
from webinar.steps.models import StepTerms

FEATURE = Feature(
    name="steps",
    place=RoomPlace(rank=10, icon="steps"),
    copies=(StepTerms,),
)
