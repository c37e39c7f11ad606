"""The hooks of learning platforms, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.connect.lti.models import LtiGrade, LtiUser
from webinar.connect.lti.score_delivery import send_scores
from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place
from webinar.people.accounts.models import UserRole

FEATURE = Feature(
    name="lti",
    gone_with_learner=(LtiGrade, LtiUser),
    long_job=send_scores,
    desk_pages=(
        DeskPage(
            place=Place.SETTINGS,
            rank=40,
            endpoint="lti.platforms.listed",
            title=_l("Learning platforms"),
            roles=frozenset({UserRole.ADMIN}),
            within=("lti.platforms.",),
        ),
    ),
)
