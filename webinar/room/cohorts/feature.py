"""The hooks of cohorts, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.room.cohorts.actions import forget_drafts
from webinar.room.cohorts.models import Invited
from webinar.room.cohorts.queries import takes_guests

FEATURE = Feature(
    name="cohorts",
    copies=(Invited,),
    takes_guests=takes_guests,
    forgets=(forget_drafts,),
)
