"""A session and a course of one programme for the same people, and readers of their records."""

import csv
import io
import re
import time
from datetime import UTC, datetime

from tests.browser.office import path_of

ROSTER_TEXT = "ФИО\tЗвание\tЯзык\nКим Ольга\tкапитан\tрус\nСейт Айгерим\tмайор\tқаз\n"
OLGA = "Ким Ольга"
HOW_OFTEN, WORRY, OPEN = "short-talk--how-often", "short-talk--worry", "short-talk--open"
TESTS = ("pre-test", "post-test")


class Leaps:
    """Puts the server's clock forward, as if time had passed."""

    def __init__(self, file):
        self.file = file

    def to_the_evening(self):
        """Go to 20:00 UTC, when it is already the next day in the organiser's zone."""
        now = datetime.now(UTC)
        evening = now.replace(hour=20, minute=0, second=0)
        self.by((evening - now).total_seconds() % 86_400)

    def by(self, seconds):
        with self.file.open("a") as file:
            file.write(f"{time.monotonic()} {seconds}\n")


class Course:
    """A session and a course of the same programme, for people of one roster."""

    def __init__(self, desk):
        self.desk = desk
        self.room = desk.new_session("Встреча", module="short")
        roster = desk.post("/desk/cohorts", name="Поток").headers["Location"]
        draft = desk.post(f"{roster}/import", text=ROSTER_TEXT).headers["Location"]
        version_seen = re.search(r'name="seen" value="(\w+)"', desk.get(draft).text)[1]
        desk.post(draft, seen=version_seen)
        cohort = roster.rsplit("/", 1)[1]
        desk.post(f"/desk/{self.room}/cohort", cohort=cohort)
        desk.post(f"{roster}/links", make="missing")
        links = re.findall(r"/me/[\w-]{43}", desk.get(f"{roster}/links").text)
        self.olga, self.aigerim = list(dict.fromkeys(links))[:2]
        response = desk.post("/desk/courses", module="short", title="Курс", cohort=cohort)
        self.page = path_of(response)
        self.code = re.search(r"/study/([A-Z0-9]{8})", desk.get(self.page).text)[1]
        desk.post(self.page, add=self.room)
        rule = {"slides": "100", "quizzes": "100", "mark": "50", "must_pass": "yes"}
        desk.post(f"{self.page}/completion", **rule, minutes="8", counts="both")
        desk.post(f"{self.page}/tests", **exam_rules())
        attendance_rule = {
            "percent": "80",
            "polls": "0",
            "late_minutes": "10",
            "early_minutes": "10",
        }
        desk.post(f"/desk/{self.room}/attendance/rule", **attendance_rule, counts_later="true")
        self.run = desk.run(self.room)


def exam_rules():
    fields = {"pass": "50", "attempts": "0", "cool_down": "0"}
    return {f"{name}.{part}": value for name, value in fields.items() for part in TESTS}


def rows_of(course):
    """The rows of the attendance file, by name."""
    rows = course.desk.get(f"/rooms/{course.room}/report/attendance.json").json()["rows"]
    return {row["name"]: row for row in rows}


def tally(course):
    rows = course.desk.get(f"/rooms/{course.room}/report/polls.json").json()["rows"]
    return [(row["option"], row["votes"], row["voters"]) for row in rows if row["poll"] == WORRY]


def attendance_page(course):
    """Olga's row in the report: status, live and later minutes."""
    page = course.desk.get(f"/desk/{course.room}/attendance").text
    row_text = next(part for part in page.split("<tr class=") if OLGA in part)
    later = re.search(r"Studied afterwards: (\d+) minute", row_text)
    return (
        re.search(r"attendance-status is-(\w+)", row_text)[1],
        int(re.search(r'<b class="number">(\d+)<', row_text)[1]),
        int(later[1]) if later else 0,
    )


def statements_of(course):
    """Olga's statements by verb, in the order of the file; only she has studied."""
    statements = course.desk.get(f"{course.page}/xapi.json?names=yes").json()
    olgas = [statement for statement in statements if statement["actor"].get("name") == OLGA]
    return {
        verb: [statement for statement in olgas if statement["verb"]["id"].endswith(f"/{verb}")]
        for verb in ("attended", "experienced", "answered", "passed", "completed", "earned")
    }


def seconds_in(duration):
    parts = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", duration).groups("0")
    return sum(int(part) * unit for part, unit in zip(parts, (3600, 60, 1), strict=True))


def learner_of(course):
    """Olga's row in the file of learners; she began first."""
    content = course.desk.get(f"{course.page}/people.csv?separator=comma").content.decode(
        "utf-8-sig"
    )
    return next(row for row in csv.DictReader(io.StringIO(content)) if row["learner"] == "1")
