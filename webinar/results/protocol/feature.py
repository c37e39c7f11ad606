"""The hooks of the protocol, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab

FEATURE = Feature(
    name="protocol",
    session_pages=(
        SessionPage(
            tab=Tab.PAPERS,
            rank=10,
            endpoint="protocol.protocol",
            needs=Standing.READER,
            title=_l("Protocol"),
        ),
    ),
)
