"""What cohorts add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.cohorts.actions import forget_drafts
from webinar.cohorts.models import Invited
from webinar.hooks import Feature

FEATURE = Feature(
    name="cohorts",
    copies=(Invited,),
    forgets=(forget_drafts,),
)
