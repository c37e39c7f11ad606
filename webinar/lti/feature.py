"""The hooks of learning platforms, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.lti.models import LtiGrade, LtiUser
from webinar.lti.sending import send_scores

FEATURE = Feature(
    name="lti",
    gone_with_learner=(LtiGrade, LtiUser),
    long_job=send_scores,
)
