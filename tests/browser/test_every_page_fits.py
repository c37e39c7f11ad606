"""No page that an organiser may open is wider than the narrowest phone's screen.

The pages are the rows of docs/permissions.md, so a new one is checked without a test of its own. No
scripts run: what they draw is checked by their own tests.
"""

import re

import pytest

from tests.browser.audit import FIND_WIDE_ELEMENTS, NARROWEST_PX
from tests.browser.office import path_of
from tests.test_page_access import ROWS, address, pages

# Addresses that a browser downloads, or that are not text pages.
NOT_A_PAGE = re.compile(
    r"\.(json|ics|csv|xlsx|zip|pdf|docx|md|html|svg|js|ico|vtt|srt|txt)$|/healthz"
)


@pytest.fixture(scope="module")
def ids(admin):
    """The ids of the organiser's cohort, series and course."""
    cohort = path_of(admin.post("/desk/cohorts", name="Повышение квалификации, третий поток"))
    number = cohort.rsplit("/", 1)[1]
    admin.post(f"{cohort}/people/new", name="Айгерим Нұрланқызы", language="kk")
    series = path_of(admin.post("/desk/series", title="Weekly", cohort=number))
    course = path_of(admin.post("/desk/courses", module="programme", guests="yes", cohort=number))
    return {
        "cohort_id": int(number),
        "series_id": int(series.rsplit("/", 1)[1]),
        "course_id": int(course.rsplit("/", 1)[1]),
    }


@pytest.fixture
def paths(app, admin, ids):
    """The addresses of all pages an organiser is shown, with a session of each state."""
    codes = {"planned": admin.new_session(), "over": admin.new_session()}
    run = admin.run(codes["over"])
    run.start()
    run.end()
    rules = pages(app)
    paths = [
        address(app, rules[endpoint], codes.get(session, "x"), ids)
        for endpoint, (session, cells) in ROWS.items()
        if cells["administrator"] == "yes" and "course" != session
    ]
    return [path for path in paths if not NOT_A_PAGE.search(path)]


@pytest.mark.parametrize("language", ["kk", "prs"])
def test_every_organisers_page_fits_the_narrowest_phone(language, paths, admin_state, visit):
    look = {"viewport": {"width": NARROWEST_PX, "height": 740}, "is_mobile": True}
    page = visit(language, look=look, storage_state=admin_state, java_script_enabled=False)
    wrong, page_count = {}, 0
    for path in paths:
        page_count += page.goto(path).ok
        wide = page.evaluate(FIND_WIDE_ELEMENTS)
        if wide:
            wrong[path] = wide

    assert wrong == {}
    assert page_count > 50
