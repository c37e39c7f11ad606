"""The hooks of learning platforms, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.connect.lti.models import LtiGrade, LtiUser
from webinar.connect.lti.score_delivery import send_scores
from webinar.hooks import Feature

FEATURE = Feature(
    name="lti",
    gone_with_learner=(LtiGrade, LtiUser),
    long_job=send_scores,
)
