"""The hooks of consent, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.room.consent.actions import keep_consents
from webinar.room.consent.models import ConsentText

FEATURE = Feature(
    name="consent",
    copies=(ConsentText,),
    after_seated=keep_consents,
)
