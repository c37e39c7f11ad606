"""What the lobby adds elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.lobby.models import ExpectedName

FEATURE = Feature(
    name="lobby",
    copies=(ExpectedName,),
)
