"""The hooks of consent, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.consent.actions import keep_consents
from webinar.consent.models import ConsentText
from webinar.hooks import Feature

FEATURE = Feature(
    name="consent",
    copies=(ConsentText,),
    after_seated=keep_consents,
)
