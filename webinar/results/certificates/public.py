"""The public pages of a certificate, for anybody who has its code; no sign-in.

They show the content of the certificate and whether it is valid, but not who issued or revoked it,
nor why it was revoked.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.content.handouts.press import CannotPrint
from webinar.kit import concurrency, languages
from webinar.kit.days import day_in_words
from webinar.kit.files.downloads import attached
from webinar.kit.languages import LANGUAGES
from webinar.kit.signing_keys import Jwk
from webinar.kit.tokens import show_code
from webinar.kit.web import i18n
from webinar.kit.web.i18n import use_language
from webinar.kit.web.services import services
from webinar.kit.zones import local_time
from webinar.people.accounts.guesses import at_certificates as guesses
from webinar.results.certificates import codes, credential, paper, words
from webinar.results.certificates.drafting import issuer_of, ring_of
from webinar.results.certificates.models import Certificate
from webinar.results.certificates.printing import Pages, pages_of
from webinar.results.certificates.queries import find_certificate, revoked_ids, zone_of
from webinar.results.protocol import phrases

BADGE = Path(__file__).with_name("badge.svg").read_bytes()
public_bp = Blueprint("checking", __name__)


@public_bp.after_request
def keep_to_reader(response: Response) -> Response:
    """Keep the page out of search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public_bp.get("/certificates")
def ask() -> ResponseReturnValue:
    """Show a form for the code, or redirect to the certificate of the sent code (`?code=`)."""
    typed = request.args.get("code")
    if typed is None:
        return _code_form("", 200)
    code = codes.read(typed)
    return (
        redirect(url_for("certificates.checking.show", code=code), 303)
        if code
        else _wrong_code(typed)
    )


@public_bp.get("/certificates/<code>")
def show(code: str) -> ResponseReturnValue:
    certificate = _find_by_code(code)
    if certificate is None:
        return _wrong_code(code)
    if languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is None:
        use_language(certificate.language)
    return render_template(
        "results/certificates/certificate.html",
        certificate=certificate,
        language=LANGUAGES[certificate.language],
        shown_code=show_code(certificate.code),
        day=day_in_words(certificate.completed_on),
        duration=words.duration(certificate.minutes),
        revoked_on=_revoked_on(certificate),
    )


@public_bp.get("/certificates/<code>.pdf")
def pdf(code: str) -> ResponseReturnValue:
    certificate = _find_by_code(code)
    if certificate is None or certificate.revoked_at is not None:
        return _unavailable(code, certificate)
    with services().db.read() as db:
        printed = pages_of(db, [certificate], services().settings)
    return pdf_response(printed, f"certificate-{certificate.code}.pdf")


@public_bp.get("/certificates/<code>.<any(jwt, json):form>")
def badge(code: str, form: str) -> ResponseReturnValue:
    """Return the Open Badges credential: signed (`jwt`), or readable and unsigned (`json`)."""
    certificate = _find_by_code(code)
    if certificate is None or certificate.revoked_at is not None:
        return _unavailable(code, certificate)
    if form == "jwt":
        content, media_type = certificate.credential.encode(), "application/vc+jwt"
    else:
        content = credential.compact_json(credential.read_credential(certificate.credential))
        media_type = "application/vc"
    return attached(content, media_type, f"certificate-{certificate.code}.{form}")


@public_bp.get("/issuer/profile.json")
def profile() -> Response:
    return _public_json(credential.profile_of(issuer_of(services().settings)))


@public_bp.get("/issuer/badge.svg")
def badge_image() -> Response:
    """Return the picture of all badges. Sites that show badges rely on its address."""
    return _public_file(BADGE, "image/svg+xml")


@public_bp.get("/issuer/jwks.json")
@public_bp.get("/.well-known/jwks.json")
def jwks() -> Response:
    """Return all keys that ever signed, each with the address by which credentials name it."""
    return _public_json({"keys": _published_keys()})


@public_bp.get("/issuer/keys/<name>.json")
def key(name: str) -> ResponseReturnValue:
    address = issuer_of(services().settings).key_id(name)
    public_key = next((jwk for jwk in _published_keys() if jwk["kid"] == address), None)
    return (
        (render_template("errors/error.html", code=404), 404)
        if public_key is None
        else _public_json(public_key)
    )


@public_bp.get("/issuer/revocations.json")
def revocations() -> Response:
    with services().db.read() as db:
        ids = revoked_ids(db)
    return _public_json(credential.revocation_list(issuer_of(services().settings), ids))


def pdf_response(printed: Pages, name: str) -> ResponseReturnValue:
    """Return the PDF of these pages, made off the loop; if it cannot be made, 409 with advice."""
    try:
        content = concurrency.offload(paper.encode, printed.pages, printed.pictures)
    except CannotPrint as error:
        current_app.logger.error("certificates as PDF: %s", error)
        advice = _("The PDF cannot be made on this server now. Tell the operator.")
        return render_template("errors/error.html", code=409, detail=advice), 409
    return attached(content, "application/pdf", name)


def _revoked_on(certificate: Certificate) -> str:
    """Return the day of the revocation in words, in the time zone of the certificate."""
    if certificate.revoked_at is None:
        return ""
    with services().db.read() as db:
        return phrases.day(local_time(certificate.revoked_at, zone_of(db, certificate)))


def _find_by_code(typed: str) -> Certificate | None:
    """Return the certificate of a code, if any. A wrong code counts as a guess.

    Raises `Refused`: `rate`, after too many wrong codes.
    """
    guesses.check()
    with services().db.read() as db:
        certificate = find_certificate(db, codes.read(typed))
    if certificate is None:
        guesses.count()
    return certificate


def _wrong_code(typed: str) -> ResponseReturnValue:
    return _code_form(typed[:40], 404)


def _unavailable(code: str, certificate: Certificate | None) -> ResponseReturnValue:
    """Answer a request for a file that is not available.

    A revoked certificate redirects to its page, which says that it is revoked; else the code was
    wrong.
    """
    if certificate is None:
        return _wrong_code(code)
    return redirect(url_for("certificates.checking.show", code=certificate.code), 303)


def _code_form(typed: str, status: int) -> ResponseReturnValue:
    page = render_template("results/certificates/check.html", typed=typed, is_wrong=status == 404)
    return page, status


def _published_keys() -> list[Jwk]:
    settings = services().settings
    issuer = issuer_of(settings)
    return [issuer.published_key(jwk) for jwk in ring_of(settings).public_keys()]


def _public_json(content: object) -> Response:
    """Return JSON for checkers of badges, even on other sites: it is public and names nobody."""
    return _public_file(credential.compact_json(content), "application/json")


def _public_file(content: bytes, media_type: str) -> Response:
    response = Response(content, mimetype=media_type)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
