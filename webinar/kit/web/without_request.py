"""Words, templates and services for work that answers no request, such as letters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask_babel import Babel

from webinar.kit.web.services import Services


@contextmanager
def without_request(server: Services) -> Iterator[None]:
    """Let `services`, `gettext` and `letter_html` work in this block. It knows no addresses."""
    app = Flask("webinar", static_folder=None, template_folder="../templates")
    app.extensions["webinar"] = server
    Babel(app, default_translation_directories="translations")
    with app.app_context():
        yield
