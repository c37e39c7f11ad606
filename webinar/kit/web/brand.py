"""The name and the mark of this server: the institution's own, or the product's."""

from __future__ import annotations

import mimetypes

from flask import Blueprint, Flask, Response
from flask_babel import gettext as _

from config import ROOT
from webinar.kit.slices import in_one_piece
from webinar.kit.web.services import services

bp = Blueprint("brand", __name__)

PRODUCT_NAME = "Dars"
PRODUCT_ICON = ROOT / "static" / "icon.svg"


def init_brand(app: Flask) -> None:
    """Serve the mark, and give templates the functions below."""
    app.register_blueprint(bp)
    app.add_template_global(site_name)
    app.add_template_global(site_name_for_all)
    app.add_template_global(has_own_mark)


def site_name() -> str:
    """The name of this server, in the reader's language if it is the product's."""
    return services().settings.site_name or _("Dars")


def site_name_for_all() -> str:
    """The name on a page that is the same for readers of all languages."""
    return services().settings.site_name or PRODUCT_NAME


def has_own_mark() -> bool:
    """Whether the institution has put a picture of its own in the product's place."""
    return services().settings.site_icon is not None


@bp.get("/icon.svg")
@bp.get("/favicon.ico")
@in_one_piece
def icon() -> Response:
    """The icon of the tab; some browsers request `/favicon.ico` even if a page names another."""
    picture = services().settings.site_icon or PRODUCT_ICON
    kind = mimetypes.guess_type(picture.name)[0] or "image/svg+xml"
    response = Response(picture.read_bytes(), mimetype=kind)
    response.headers["Cache-Control"] = "public, max-age=604800"
    # An SVG that is opened by itself is a page, and may hold scripts.
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    return response
