"""The channels in which a session is heard."""

from __future__ import annotations

# The channel of the presenters; every other channel is named by the language that it carries.
FLOOR = "floor"
