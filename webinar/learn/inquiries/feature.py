"""The hooks of learners' questions, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.learn.inquiries.errands import questions_to_answer
from webinar.learn.inquiries.models import Inquiry

FEATURE = Feature(name="inquiries", errands=questions_to_answer, gone_with_learner=(Inquiry,))
