"""The downloads of a report, as another program reads them."""

import csv
import io
import json
from datetime import datetime

TRIES = 4
KINDS = ("attendance", "polls", "ballots", "steps", "captions")


def download_all(page):
    """Press every download of the report's page; answers the rows of each kind as typed values.

    The CSV must say the same as the JSON.
    """
    return {kind: _download(page, kind) for kind in KINDS}


def _download(page, kind):
    """Just after the end a heartbeat may still prove somebody's presence between the two."""
    for _ in range(TRIES):
        content = json.loads(_press(page, f"{kind}.json"))
        as_csv = _press(page, f"{kind}.csv").decode("utf-8-sig")
        told = list(csv.DictReader(io.StringIO(as_csv)))
        expected = [_as_csv(row, content["columns"]) for row in content["rows"]]
        if told == expected:
            break
    assert told == expected
    return content["rows"]


def _press(page, name):
    with page.expect_download() as started:
        page.locator(f".report-downloads a[href*='/{name}']").click()
    return started.value.path().read_bytes()


def _as_csv(row, columns):
    """A row of the JSON as it stands in the CSV; nothing here begins like a formula."""
    shown = [column for column in columns if column["type"] != "records"]
    return {column["id"]: _cell(row[column["id"]]) for column in shown}


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
    """Seconds, as the clock of the test counts them. Times without an offset are refused."""
    at = datetime.fromisoformat(text)
    assert at.tzinfo is not None, text
    return at.timestamp()
