"""The organiser's course pages pass axe-core on a laptop and a phone."""

import os

import pytest

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.course_start import begin
from tests.browser.sizes import resize


@pytest.mark.parametrize("language", ["ru", "prs"])
def test_course_pages_are_accessible(language, host, visit, auditor):
    own_desk = host(language)
    code = own_desk.new_session("A session")
    own_desk.post(f"/desk/{code}/course")
    page = own_desk.open()
    page.goto(f"/desk/{code}")
    course = page.locator("#course a").get_attribute("href")
    own_desk.post(f"{course}/completion", slides="80", quizzes="50", minutes="30", counts="both")
    page.goto(course)
    guest = visit(language, PHONE)
    course_code = page.locator("#address").input_value().rsplit("/", 1)[1]
    begin(guest, course_code, "Даулетбек Абдыкаримович Example")
    auditor.look(guest, "home")
    if shots := os.environ.get("SHOTS"):
        guest.screenshot(path=f"{shots}/{language}-home.png", full_page=True)

    for look in (LAPTOP, PHONE):
        resize(page, look["viewport"])
        for name, path in (
            ("courses", "/desk/courses"),
            ("course", course),
            ("learners", f"{course}/people"),
            ("learner", f"{course}/people/1"),
            ("completion", f"{course}/completion"),
            ("certificates", f"{course}/certificates"),
            ("plan", f"/desk/{code}"),
        ):
            page.goto(path)
            auditor.look(page, f"{name}, {look['viewport']['width']}")
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if shots := os.environ.get("SHOTS"):
                page.screenshot(
                    path=f"{shots}/{language}-{name}-{look['viewport']['width']}.png",
                    full_page=True,
                )
            assert wide <= 0, name

    auditor.expect_nothing()
