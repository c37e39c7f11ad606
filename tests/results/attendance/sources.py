"""The places that show a person's figures in a session, each read as its reader would.

A source returns `{name: Figures}`; figures that it does not show are None.
"""

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass

import openpyxl

from tests.connect.xapi.scene import PLACE
from webinar.connect.xapi.event_collection import everything_of_room
from webinar.kit import clock
from webinar.kit.files.document import Heading, Table
from webinar.learn.courses.models import Course
from webinar.results.attendance import freezing
from webinar.results.attendance.content import content_of
from webinar.results.attendance.register import register
from webinar.results.certificates.earning import Terms
from webinar.results.certificates.queries import Scope
from webinar.results.certificates.standing import standings
from webinar.results.completion.people import people_of_course
from webinar.results.dashboards import reading, report
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy
from webinar.results.series.models import Series
from webinar.results.series.totals import totals
from webinar.room.rooms.models import Room

WORDS = {"Present": "present", "Partly present": "partly", "Absent": "absent"}


@dataclass(frozen=True)
class Figures:
    """One person's figures in one source; None if the source does not show that figure."""

    measured: int | None = None
    credited: int | None = None
    share: int | None = None
    status: str | None = None
    answered: int | None = None
    right: int | None = None


class Reader:
    """Shared by all sources: an organiser's browser and the database."""

    def __init__(self, browser, db, app, varied):
        self.browser, self.db, self.app, self.varied = browser, db, app, varied
        self.code = varied.room.code

    def page(self, address):
        return self.browser.get(address).text

    def file(self, name):
        return self.browser.get(f"/rooms/{self.code}/report/{name}").data

    def read(self, work):
        """Run `work` with a session and the room."""
        with self.app.test_request_context(), self.db.read() as s:
            return work(s, s.get_one(Room, self.varied.room.id))


def _text(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def _number(pattern, text, otherwise=None):
    match = re.search(pattern, text)
    return int(match.group(1)) if match else otherwise


def register_page(reader):
    page = reader.page(f"/desk/{reader.code}/attendance")
    figures = {}
    for item in page.split('class="attendance-person"')[1:]:
        name, text = re.search(r"<bdi>(.*?)</bdi>", item).group(1), _text(item)
        amounts = _text(item.partition('class="attendance-amounts"')[2].partition("</td>")[0])
        credited = _number(r"(\d+)", amounts)
        figures[name] = Figures(
            measured=_number(r"Measured: [A-Z][a-z ]+, (\d+)", text, otherwise=credited),
            credited=credited,
            share=_number(r"(\d+)%", amounts),
            status=re.search(r'attendance-status is-(\w+)"', item).group(1),
            answered=_number(r"(\d+) of \d+ *Polls", text),
        )
    return figures


def report_page(reader):
    page = reader.page(f"/rooms/{reader.code}/report")
    figures = {}
    for table in page.split('class="report-people attendees"')[1:]:
        for row in table.partition("</table>")[0].split("<tr ")[2:]:
            amounts = _text(row.partition('class="amount number"')[2])
            credited = _number(r"(\d+)", amounts)
            figures[re.search(r"<bdi>(.*?)</bdi>", row).group(1)] = Figures(
                measured=_number(r"Measured: (\d+)", _text(row), otherwise=credited),
                credited=credited,
                share=_number(r"(\d+)%", amounts),
            )
    return figures


def series_page(reader):
    page = reader.page(f"/desk/series/{reader.varied.series.id}")
    figures = {}
    for table in page.split("<tbody>")[1:3]:
        for row in table.partition("</tbody>")[0].split("<tr>")[1:]:
            amounts = _text(row.rpartition('class="amount number"')[2])
            name = re.search(r"<bdi>(.*?)</bdi>", row)
            if name and "%" in amounts:
                figures[name.group(1)] = Figures(
                    credited=_number(r"(\d+)", amounts), share=_number(r"(\d+)%", amounts)
                )
    return figures


def series_totals(reader):
    series = reader.read(lambda s, room: totals(s, s.get_one(Series, reader.varied.series.id)))
    return {
        row.name: Figures(
            credited=row.minutes,
            share=row.percent,
            status=row.parts[0].status.value,
            answered=row.answered,
        )
        for row in series.rows
    }


def _figures_of_row(row):
    return Figures(
        measured=int(row["minutes_present"]),
        credited=int(row["minutes_counted"]),
        share=int(row["percent_of_session"]),
        status=row["status"],
        answered=int(row["polls_answered"]),
    )


def _figures_by_name(rows):
    return {row["name"]: _figures_of_row(row) for row in rows if row["role"] == "participant"}


def csv_file(reader):
    return _figures_by_name(
        csv.DictReader(io.StringIO(reader.file("attendance.csv").decode("utf-8-sig")))
    )


def json_file(reader):
    return _figures_by_name(json.loads(reader.file("attendance.json"))["rows"])


def xlsx_file(reader):
    book = openpyxl.load_workbook(io.BytesIO(reader.file("attendance.xlsx")))
    table, about = book.worksheets
    ids = {row[2]: row[1] for row in about.iter_rows(min_col=1, max_col=3, values_only=True)}
    heads, *rows = table.iter_rows(values_only=True)
    columns = [ids[head] for head in heads]
    return _figures_by_name(
        dict(zip(columns, row, strict=True)) for row in rows if row[0] or row[1]
    )


def _rows_after(rows, heading):
    """The rows below this heading, up to the next empty row."""
    top = next(number for number, row in enumerate(rows) if heading in row)
    for row in rows[top + 1 :]:
        if len(row) < len(rows[top]):
            return
        yield dict(zip(rows[top], row, strict=True))


def _zoom(content, heading, name_column, minutes_column):
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    minutes = defaultdict(int)
    for row in _rows_after(rows, heading):
        minutes[row[name_column]] += (
            int(row[minutes_column]) if row[minutes_column].isdecimal() else 0
        )
    return {person: Figures(measured=total) for person, total in minutes.items()}


def zoom_webinar(reader):
    name_column, minutes_column = "User Name (Original Name)", "Time in Session (minutes)"
    return _zoom(reader.file("zoom-webinar.csv"), "First Name", name_column, minutes_column)


def zoom_meeting(reader):
    name_column, minutes_column = "Name (Original Name)", "Duration (Minutes)"
    return _zoom(reader.file("zoom-meeting.csv"), name_column, name_column, minutes_column)


def teams(reader):
    rows = list(csv.reader(io.StringIO(reader.file("teams.csv").decode("utf-16")), "excel-tab"))
    figures = {}
    for row in _rows_after(rows, "In-Meeting Duration"):
        parts = re.fullmatch(r"(?:(\d+)h )?(?:(\d+)m )?(\d+)s", row["In-Meeting Duration"])
        hours, minutes, seconds = (int(group or 0) for group in parts.groups())
        figures[row["Name"]] = Figures(measured=hours * 60 + minutes + (seconds + 30) // 60)
    return figures


def pdf_report(reader):
    """The printed lines."""
    overview = reader.read(lambda s, room: reading.read(s, room, room.ended_at))
    with reader.app.test_request_context():
        blocks = report.compose(overview, "en", names=True).blocks
    figures, status = {}, ""
    for block in blocks:
        if isinstance(block, Heading):
            status = WORDS.get(_line(block.line).partition(":")[0], "")
        elif isinstance(block, Table) and status:
            place = block.head.index("Minutes")
            for row in block.rows:
                name, minutes = _line(row[1]), int(_line(row[place]))
                figures[name] = Figures(credited=minutes, status=status)
    return figures


def _line(line):
    return "".join(run.text for run in line).replace("\u2068", "").replace("\u2069", "")


def cohort_dashboard(reader):
    page = reader.page(f"/desk/cohorts/{reader.varied.cohort.id}/dashboard")
    matrix = page.partition("dash-matrix")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    figures = {}
    for row in matrix.split("<tr>")[1:]:
        _present, minutes, answered, right = re.findall(r'<td class="number">(.*?)</td>', row)
        answer_count = int(answered)
        share = re.sub(r"\D", "", right)
        figures[re.search(r"<bdi>(.*?)</bdi>", row).group(1)] = Figures(
            credited=int(minutes),
            status=re.search(r'dash-cell (\w+)"', row).group(1),
            answered=answer_count,
            right=round(int(share) * answer_count / 100) if share else 0,
        )
    return figures


def ballots_file(reader):
    """Each answer of each device, joined with the names of the roster."""
    text = reader.file("ballots.csv").decode("utf-8-sig")
    answered, right = defaultdict(set), defaultdict(set)
    for row in csv.DictReader(io.StringIO(text)):
        answered[row["name"]].add(row["poll"])
        if row["is_right"] == "true":
            right[row["name"]].add(row["poll"])
    return {
        name: Figures(answered=len(answered[name]), right=len(right[name])) for name in answered
    }


def certificates(reader):
    """People who meet the register's rule earn a certificate with the same rule."""
    terms = Terms(percent=80)
    all_standings = reader.read(lambda s, room: standings(s, Scope((room,)), terms, clock.now()))
    return {
        standing.name: Figures(
            credited=standing.record.minutes,
            answered=standing.record.answered,
            status="present"
            if not standing.missing
            else "absent"
            if standing.record.is_absent
            else "partly",
        )
        for standing in all_standings
    }


def completion(reader):
    rows = reader.read(lambda s, _: people_of_course(s, s.get_one(Course, reader.varied.course.id)))
    return {row.name: Figures(credited=row.done.live_minutes) for row in rows}


def xapi(reader):
    events = reader.read(lambda s, room: list(everything_of_room(s, PLACE, room)))
    figures = {}
    for event in events:
        if event.body is None:
            continue
        result, extensions = event.body["result"], event.body["context"]["extensions"]
        credited = _minutes_of_duration(result["duration"])
        measured = extensions.get(PLACE.extension("measured"))
        figures[event.actor.name] = Figures(
            measured=credited if measured is None else _minutes_of_duration(measured),
            credited=credited,
            status=extensions[PLACE.extension("status")],
            answered=extensions[PLACE.extension("polls-answered")],
        )
    return figures


def _minutes_of_duration(text):
    hours, minutes = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:0S)?", text).groups()
    return int(hours or 0) * 60 + int(minutes or 0)


def protocol(reader):
    """The protocol names people by the name typed on their first device."""
    record = reader.read(lambda s, room: read_record(s, room, room.ended_at, Copy.HOSTS))
    return {
        person.name.removesuffix(" 0"): Figures(
            measured=person.minutes if person.measured is None else person.measured,
            credited=person.minutes,
            share=person.percent,
        )
        for person in record.people
    }


def frozen(reader):
    content = reader.read(lambda s, room: content_of(room, register(s, room), {}))
    return {
        person["name"]: Figures(
            measured=person["measured_minutes"],
            credited=person["minutes"],
            status=person["status"],
            answered=person["answered"],
        )
        for person in content["people"]
    }


def status_counts(reader):
    """The number of people per status in each source: `{source: {status: count}}`."""
    pages = {
        "register page": (f"/desk/{reader.code}/attendance", r"{} (\d+)"),
        "report page": (f"/rooms/{reader.code}/report", r"{} (\d+) of"),
    }
    counts = {}
    for source, (address, pattern) in pages.items():
        text = _text(reader.page(address))
        counts[source] = {
            status: _number(rf"\b{pattern.format(word)}", text) for word, status in WORDS.items()
        }
    content = reader.read(lambda s, room: content_of(room, register(s, room), {}))
    return counts | {"frozen": freezing.counts_of(content["people"])}
