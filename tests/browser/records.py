"""The downloads of a report, as another program reads them."""

import csv
import io
import json
from datetime import datetime

from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_MS
from webinar.live.presence.finality import AFTER_END

FINAL_MS = AFTER_END.total_seconds() * 1000 + PATIENCE_MS
KINDS = ("attendance", "polls", "ballots", "steps", "captions")


def download_all(page):
    """Press every download of the report's page; returns the rows of each kind as typed values.

    The CSV must equal the JSON. The page reloads itself once its figures are final.
    """
    expect(page.locator("[data-final-in]")).to_have_count(0, timeout=FINAL_MS)
    return {kind: _download(page, kind) for kind in KINDS}


def _download(page, kind):
    content = json.loads(_press(page, f"{kind}.json"))
    as_csv = _press(page, f"{kind}.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    assert rows == [_as_csv(row, content["columns"]) for row in content["rows"]]
    return content["rows"]


def _press(page, name):
    with page.expect_download() as download:
        page.locator(f".report-downloads a[href*='/{name}']").click()
    return download.value.path().read_bytes()


def _as_csv(row, columns):
    """A JSON row as the CSV has it; no value here begins like a formula."""
    plain_columns = [column for column in columns if column["type"] != "records"]
    return {column["id"]: _cell(row[column["id"]]) for column in plain_columns}


def _cell(value):
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list():
            return ";".join(value)
        case _:
            return str(value)


def instant(text):
    """The ISO time in seconds since 1970, like `time.time()`. It must have an offset from UTC."""
    at = datetime.fromisoformat(text)
    assert at.tzinfo is not None, text
    return at.timestamp()
