"""Requests for files have no limit, so a missing file must not cost as much as a page."""

import flask
import pytest

pytestmark = pytest.mark.same_statements


@pytest.mark.parametrize(
    ("path", "pages"),
    [
        ("/static/dist/none.js", 0),
        ("/static/none", 0),
        ("/modules/none/none.webp", 0),
        ("/none", 1),
    ],
)
def test_missing_address_renders_a_page_only_for_readers(app, client, path, pages):
    """Planted fault: a page was rendered for a missing picture."""
    rendered = []

    def record(_app, **details):
        rendered.append(details)

    with flask.template_rendered.connected_to(record, app):
        answer = client.get(path)

    assert (answer.status_code, len(rendered)) == (404, pages)
