"""Every cell of the widest tables holds what its column name says, and nothing else."""

from datetime import UTC, date, datetime, timedelta

from webinar.kit.files.tables import Someone, table_of
from webinar.kit.intervals import Presence, Stretch
from webinar.kit.permissions import Role
from webinar.live.steps.models import Answer, StepState
from webinar.results.attendance.models import Status
from webinar.results.attendance.rules import Judged
from webinar.results.reports import attendance_table, step_table
from webinar.results.reports.attending import AttendanceRecord, CorrectionRecord
from webinar.results.reports.queries import Reason, ReportSummary, StepRecord

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ADA = Someone("Ada", "#3")


def minute(number):
    return START + timedelta(minutes=number)


def cells(columns, row):
    """The cells by header id."""
    table = table_of(columns, [row])
    return dict(zip((column.id for column in table.columns), table.rows[0], strict=True))


def test_attendance_of_a_person_fills_every_column():
    measured = Judged(Status.PARTLY, 2, is_late=True, left_early=False, left=4, lost=5)
    person = AttendanceRecord(
        person=ADA,
        members=(3, 7),
        role=Role.PARTICIPANT,
        language="kk",
        joined_at=minute(1),
        listed_at=minute(2),
        presence=Presence((Stretch(minute(3), minute(23)), Stretch(minute(30), minute(41)))),
        due_minutes=90,
        is_bridged=True,
        hall="Hall\0 1",
        email="ada@x.test",
        phone="+7",
        rank="Major",
        position="Inspector",
        unit="Unit 7",
        external_id="KZ-1",
        is_guest=False,
        status=Status.PRESENT,
        judged=measured,
        credited_minutes=45,
        polls_answered=6,
        polls_asked=8,
        later_minutes=9,
        correction=CorrectionRecord(
            Status.PRESENT, 45, "Was there", Someone("Grace", "u1"), minute(99)
        ),
    )

    assert cells(attendance_table.COLUMNS, person) == {
        "member": 3,
        "name": ADA,
        "language": "kk",
        "role": "participant",
        "joined_at": minute(1),
        "first_seen": minute(3),
        "last_seen": minute(41),
        "seconds_present": 31 * 60,
        "minutes_present": 31,
        "percent_of_session": 50,
        "returns": 1,
        "bridged": True,
        "by_proxy_in": "Hall 1",
        "status": "present",
        "measured_status": "partly",
        "late": True,
        "left_early": False,
        "left": 4,
        "lost": 5,
        "polls_answered": 6,
        "polls_asked": 8,
        "minutes_counted": 45,
        "later_minutes": 9,
        "corrected_status": "present",
        "corrected_minutes": 45,
        "correction_reason": "Was there",
        "corrected_by": Someone("Grace", "u1"),
        "corrected_at": minute(99),
        "rank": "Major",
        "unit": "Unit 7",
        "external_id": "KZ-1",
        "email": "ada@x.test",
        "phone": "+7",
        "guest": False,
        "numbers": ("3", "7"),
        "position": "Inspector",
    }


def test_a_host_is_not_judged():
    host = AttendanceRecord(
        person=ADA,
        members=(1,),
        role=Role.HOST,
        language="en",
        joined_at=START,
        listed_at=START,
        presence=Presence((Stretch(START, minute(30)),)),
        due_minutes=60,
        is_bridged=False,
        hall="",
    )

    row_cells = cells(attendance_table.COLUMNS, host)

    assert row_cells["percent_of_session"] == 50
    judged = (
        "status measured_status late left_early left lost polls_answered polls_asked "
        "minutes_counted later_minutes corrected_status corrected_minutes correction_reason "
        "corrected_by corrected_at guest"
    )
    assert {row_cells[name] for name in judged.split()} == {None}


def test_step_with_ballot_and_reports_fills_every_column():
    counts = dict(zip(Answer, (11, 12, 13, 14, 15), strict=True))
    step = StepRecord(
        number=2,
        texts={"ru": "Встреча", "en": "Meet"},
        state=StepState.AGREED,
        proposed_by="Ada",
        counts=counts,
        reasons=(Reason(3, "Ada", Answer.RESERVE, "If there is money"),),
        owners=("Head", "Ada"),
        due=date(2027, 3, 1),
        check_back=date(2027, 2, 1),
        indicator="seen",
        evidence="a photograph",
        decided_at=minute(5),
        proposer=3,
        owner_numbers=("Head", "#3"),
        report_summary=ReportSummary(2, "done", "We met", minute(6), 4),
    )
    [row] = step_table.step_rows([step], "kk")

    assert cells(step_table.COLUMNS, row) == {
        "step": 2,
        "text": "Встреча",
        "language": "ru",
        "state": "agreed",
        "proposed_by": ADA,
        "agree": counts[Answer.AGREE],
        "reserve": counts[Answer.RESERVE],
        "disagree": counts[Answer.DISAGREE],
        "abstain": counts[Answer.ABSTAIN],
        "must_ask": counts[Answer.MUST_ASK],
        "owners": Someone("Head; Ada", "Head; #3"),
        "due": date(2027, 3, 1),
        "check_back": date(2027, 2, 1),
        "indicator": "seen",
        "evidence": "a photograph",
        "decided_at": minute(5),
        "reports": 2,
        "last_report": "done",
        "last_report_note": "We met",
        "last_report_at": minute(6),
        "files": 4,
        "reasons": (
            {"member": 3, "name": ADA, "answer": "reserve", "reason": "If there is money"},
        ),
    }
