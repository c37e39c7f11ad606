"""The downloads of a session's report, for its hosts and for administrators."""

from __future__ import annotations

from functools import partial

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webinar.kit.languages import DEFAULT
from webinar.results.reports import delivering, downloads, exports
from webinar.results.reports.caption_views import captioning
from webinar.results.reports.delivering import Name
from webinar.results.reports.export_views import exporting
from webinar.results.reports.kinds import ExportOptions, Format, Kind

bp = Blueprint("reports", __name__)
bp.register_blueprint(exporting)
bp.register_blueprint(captioning)


@bp.get(f"/rooms/<code>/report/<any({', '.join(Kind)}):kind>.<any({', '.join(Format)}):format>")
def download(code: str, kind: str, format: str) -> ResponseReturnValue:
    """Send a table. `?language=` is that of polls; some spreadsheets need `?separator=semicolon`.

    `?profile=` chooses the personal columns; the default is all that this user may have.
    """
    options = ExportOptions(Kind(kind), Format(format), DEFAULT)
    name = Name(options.kind.value, options.format.value)
    read = partial(downloads.read, kind=options.kind)
    return delivering.deliver(code, options, name, read, exports.write_table)
