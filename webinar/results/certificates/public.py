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
from webinar.results.certificates.drafting import issuer_of, ring_of, shown_of
from webinar.results.certificates.models import Certificate
from webinar.results.certificates.queries import find_certificate, revoked, zone_of
from webinar.results.protocol import phrases

BADGE = Path(__file__).with_name("badge.svg").read_bytes()
public = Blueprint("checking", __name__)


@public.after_request
def keep_to_reader(response: Response) -> Response:
    """Keep the page out of search engines."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@public.get("/certificates")
def ask() -> ResponseReturnValue:
    """Show a form for the code, or redirect to the certificate of the sent code (`?code=`)."""
    typed = request.args.get("code")
    if typed is None:
        return _form("", 200)
    code = codes.read(typed)
    return (
        redirect(url_for("certificates.checking.show", code=code), 303) if code else _wrong(typed)
    )


@public.get("/certificates/<code>")
def show(code: str) -> ResponseReturnValue:
    found = _find(code)
    if found is None:
        return _wrong(code)
    if languages.known(request.cookies.get(i18n.COOKIE, "")) is None:
        use_language(found.language)
    return render_template(
        "results/certificates/certificate.html",
        certificate=found,
        language=LANGUAGES[found.language],
        shown_code=show_code(found.code),
        day=day_in_words(found.completed_on),
        duration=words.duration(found.minutes),
        revoked_on=_revoked_on(found),
    )


@public.get("/certificates/<code>.pdf")
def pdf(code: str) -> ResponseReturnValue:
    found = _find(code)
    if found is None or found.revoked_at is not None:
        return _none(code, found)
    page = paper.page_of(shown_of(found), services().settings.public_url)
    return printed([page], f"certificate-{found.code}.pdf")


@public.get("/certificates/<code>.<any(jwt, json):form>")
def badge(code: str, form: str) -> ResponseReturnValue:
    """Return the Open Badges credential: signed (`jwt`), or readable and unsigned (`json`)."""
    found = _find(code)
    if found is None or found.revoked_at is not None:
        return _none(code, found)
    if form == "jwt":
        content, kind = found.credential.encode(), "application/vc+jwt"
    else:
        content = credential.in_one_spelling(credential.unsigned(found.credential))
        kind = "application/vc"
    return attached(content, kind, f"certificate-{found.code}.{form}")


@public.get("/issuer/profile.json")
def profile() -> Response:
    return _machine(credential.profile_of(issuer_of(services().settings)))


@public.get("/issuer/badge.svg")
def badge_image() -> Response:
    """Return the picture of all badges. Sites that show badges rely on its address."""
    return _public(BADGE, "image/svg+xml")


@public.get("/issuer/jwks.json")
@public.get("/.well-known/jwks.json")
def jwks() -> Response:
    """Return all keys that ever signed, each with the address by which credentials name it."""
    return _machine({"keys": _published()})


@public.get("/issuer/keys/<name>.json")
def key(name: str) -> ResponseReturnValue:
    address = issuer_of(services().settings).key_id(name)
    found = next((one for one in _published() if one["kid"] == address), None)
    return (
        (render_template("errors/error.html", code=404), 404) if found is None else _machine(found)
    )


@public.get("/issuer/revocations.json")
def revocations() -> Response:
    with services().db.read() as db:
        ids = revoked(db)
    return _machine(credential.revocation_list(issuer_of(services().settings), ids))


def printed(pages: list[paper.Page], name: str) -> ResponseReturnValue:
    """Return the PDF of these pages, made off the loop; if it cannot be made, 409 with advice."""
    try:
        content = concurrency.offload(paper.encode, pages)
    except CannotPrint as error:
        current_app.logger.error("certificates as PDF: %s", error)
        told = _("The PDF cannot be made on this server now. Tell the operator.")
        return render_template("errors/error.html", code=409, detail=told), 409
    return attached(content, "application/pdf", name)


def _revoked_on(one: Certificate) -> str:
    """Return the day of the revocation in words, in the time zone of the certificate."""
    if one.revoked_at is None:
        return ""
    with services().db.read() as db:
        return phrases.day(local_time(one.revoked_at, zone_of(db, one)))


def _find(typed: str) -> Certificate | None:
    """Return the certificate of a code, if any. A wrong code counts as a guess. Refused: `rate`."""
    guesses.check()
    with services().db.read() as db:
        found = find_certificate(db, codes.read(typed))
    if found is None:
        guesses.count()
    return found


def _wrong(typed: str) -> ResponseReturnValue:
    return _form(typed[:40], 404)


def _none(code: str, found: Certificate | None) -> ResponseReturnValue:
    """Answer a request for a file that is not available.

    A revoked certificate redirects to its page, which says that it is revoked; else the code was
    wrong.
    """
    if found is None:
        return _wrong(code)
    return redirect(url_for("certificates.checking.show", code=found.code), 303)


def _form(typed: str, status: int) -> ResponseReturnValue:
    page = render_template("results/certificates/check.html", typed=typed, is_wrong=status == 404)
    return page, status


def _published() -> list[Jwk]:
    settings = services().settings
    issuer = issuer_of(settings)
    return [issuer.published(one) for one in ring_of(settings).public_keys()]


def _machine(content: object) -> Response:
    """Return JSON for checkers of badges, even on other sites: it is public and names nobody."""
    return _public(credential.in_one_spelling(content), "application/json")


def _public(content: bytes, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
