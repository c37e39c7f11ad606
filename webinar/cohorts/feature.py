"""The hooks of cohorts, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.cohorts.actions import forget_drafts
from webinar.cohorts.models import Invited
from webinar.cohorts.queries import takes_guests
from webinar.hooks import Feature

FEATURE = Feature(
    name="cohorts",
    copies=(Invited,),
    takes_guests=takes_guests,
    forgets=(forget_drafts,),
)
