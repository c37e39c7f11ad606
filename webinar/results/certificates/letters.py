"""The letter that brings a certificate to its holder, in the certificate's language."""

from __future__ import annotations

import logging

from flask_babel import force_locale
from flask_babel import gettext as _

from config import Settings
from webinar.content.handouts.press import CannotPrint
from webinar.kit import concurrency
from webinar.kit.languages import LANGUAGES
from webinar.kit.mail import Attachment, Mail
from webinar.kit.tokens import show_code
from webinar.kit.web.letter_html import letter_html
from webinar.results.certificates import paper
from webinar.results.certificates.models import Certificate
from webinar.results.certificates.printing import Pages

log = logging.getLogger(__name__)


def mail_of(
    certificate: Certificate,
    to: str,
    answers_to: tuple[str, str],
    settings: Settings,
    printed: Pages,
) -> Mail:
    """Return the letter with the certificate as a link and, if it can be made, as a PDF."""
    address = f"{settings.public_url}/certificates/{certificate.code}"
    language = certificate.language
    with force_locale(LANGUAGES[language].locale):
        subject = str(_("Certificate: %(title)s", title=certificate.title))
        label = str(_("Open the certificate"))
        parts = [
            _("Hello %(name)s,", name=certificate.name),
            _("you have earned this certificate: %(title)s.", title=certificate.title),
            _("Look at it and print it here:") + "\n" + address,
            _(
                "Whoever has this address or the code %(code)s can check the certificate and read"
                " your name on it. Pass them on only to people who may do so.",
                code=f"\u2066{show_code(certificate.code)}\u2069",
            ),
        ]
        text = "\n\n".join(map(str, parts)) + "\n"
    return Mail(
        certificate.id,
        to,
        subject,
        text,
        letter_html(subject, text, language, address, label),
        language,
        answers_to=answers_to,
        attachment=_pdf_of(certificate, printed),
    )


def _pdf_of(certificate: Certificate, printed: Pages) -> Attachment | None:
    try:
        pdf = concurrency.offload(paper.encode, printed.pages, printed.pictures)
    except CannotPrint as error:
        # The page that the letter links to offers the PDF as soon as it can be made.
        log.error("certificates as PDF: %s", error)
        return None
    return Attachment(f"certificate-{certificate.code}.pdf", pdf)
