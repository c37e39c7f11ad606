"""What attendance does in the changes of a session."""

from __future__ import annotations

from webinar.attendance import actions
from webinar.live.registry import on_ended

on_ended(actions.close_at_end)
