"""What the templates of all pages of the desk ask for: its places, and a session's tabs."""

from __future__ import annotations

from flask import Blueprint

from webinar.results.navigation.places import my_places
from webinar.results.navigation.tabs import first_page, session_tabs

bp = Blueprint("navigation", __name__)
bp.add_app_template_global(my_places)
bp.add_app_template_global(session_tabs)
bp.add_app_template_global(first_page)
