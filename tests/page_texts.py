"""Check that every page in the tests brings the texts of the scripts that it loads."""

import re
from functools import cache
from html import unescape

from webinar.kit.web.script_texts import messages_of_bundles

LOADED = re.compile(r'<script type="module" src="[^"]*/static/dist/([a-z_]+)-\w+\.js"')


def expect_texts(app, response):
    """Fail if a script on this page would show keys in place of texts."""
    if response.mimetype != "text/html" or response.is_streamed:
        return
    page = response.get_data(as_text=True)
    scripts = [f"{name}.js" for name in LOADED.findall(page)]
    if scripts:
        source = unescape(page)
        texts = _texts(app.config["ASSETS"])
        incomplete = {name for name in scripts for key in texts[name] if f'"{key}":' not in source}
        assert not incomplete, f"the page does not bring the texts of {', '.join(incomplete)}"


@cache
def _texts(folder):
    return messages_of_bundles(folder)
