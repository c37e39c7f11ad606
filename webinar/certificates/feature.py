"""The hooks of certificates, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.certificates.holders import check_forgetting
from webinar.certificates.models import CertificateRule
from webinar.certificates.person_page import certificates_of
from webinar.certificates.study_section import home_context
from webinar.hooks import Feature

FEATURE = Feature(
    name="certificates",
    copies=(CertificateRule,),
    check_forgetting=check_forgetting,
    learner_page=home_context,
    person_page=certificates_of,
)
