"""The services that views use: settings, database, modules, live path."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import current_app

from config import Settings
from webinar.kit.db import Database

if TYPE_CHECKING:
    from webinar.content.lessons.library import Library
    from webinar.room.engine.live import Live
    from webinar.room.sessions.arrivals import Arrivals


@dataclass(frozen=True)
class Services:
    settings: Settings
    db: Database
    library: Library
    live: Live
    arrivals: Arrivals


def services() -> Services:
    """Return the services of the application that handles this request."""
    registered: Services = current_app.extensions["webinar"]
    return registered
