"""The hooks of certificates, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import SessionPage, Standing, Tab
from webinar.results.certificates.automatic_issue import issue_earned
from webinar.results.certificates.automation import carry_over
from webinar.results.certificates.holders import check_forgetting
from webinar.results.certificates.models import AutomaticCertificates, CertificateRule
from webinar.results.certificates.person_page import certificates_of
from webinar.results.certificates.study_section import home_context

FEATURE = Feature(
    name="certificates",
    copies=(CertificateRule,),
    copies_apart={AutomaticCertificates: carry_over},
    long_job=issue_earned,
    check_forgetting=check_forgetting,
    learner_page=home_context,
    person_page=certificates_of,
    session_pages=(
        SessionPage(
            tab=Tab.PAPERS,
            rank=20,
            endpoint="certificates.listed",
            needs=Standing.PLANNER,
            title=_l("Certificates"),
            within=("certificates.",),
        ),
    ),
)
