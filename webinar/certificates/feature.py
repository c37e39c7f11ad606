"""What certificates add elsewhere, as `webinar/hooks.py` describes it."""

from __future__ import annotations

from webinar.certificates.models import CertificateRule
from webinar.hooks import Feature

FEATURE = Feature(
    name="certificates",
    copies=(CertificateRule,),
)
