"""The hooks of accounts, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.people.accounts.browser_upkeep import forget_expired, touch_used

FEATURE = Feature(
    name="accounts",
    every_minute=(touch_used,),
    every_ten_minutes=(forget_expired,),
)
