"""What questions add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature, Panel, PlainPart, RoomPlace
from webinar.permissions import Can
from webinar.questions.models import QuestionRules

FEATURE = Feature(
    name="questions",
    panel=Panel(rank=10, needs=Can.MODERATE),
    place=RoomPlace(rank=30, icon="question"),
    plain=PlainPart(rank=50),
    copies=(QuestionRules,),
)
