"""Personal data as an organiser and a participant see it, in a language of each direction."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.sizes import resize


@pytest.mark.parametrize("language", ["ru", "prs"])
def test_consent_personal_data_and_audit_log_pages_work(language, host, visit, auditor):
    own_desk = host(language)
    code = own_desk.new_session()
    texts = {f"text-{tag}": "Мы храним ваше имя.\nСпросите нас." for tag in ("ru", "prs")}
    own_desk.post(f"/desk/{code}/consent", required="yes", **texts)

    phone = visit(language, PHONE)
    phone.goto(f"/join/{code}")
    auditor.look(phone, "join, with consent")
    phone.fill("input[name=name]", "Айгерим")
    box = phone.locator("input[name=consent]")
    expect(box).not_to_be_checked()
    phone.locator("form.stack button.wide").click()
    # The page says in the reader's language that the tick is missing, and keeps the name.
    expect(phone.get_by_role("alert")).to_be_visible()
    expect(phone.locator("input[name=name]")).to_have_value("Айгерим")
    box.check()
    phone.locator("form.stack button.wide").click()
    phone.wait_for_url(f"**/rooms/{code}")

    page = own_desk.open()
    resize(page, LAPTOP["viewport"])
    page.goto(f"/desk/{code}")
    # It is already open if the page reports something saved in it.
    rule = page.locator(".plan-rule", has=page.locator("#personal"))
    if not rule.evaluate("part => part.open"):
        rule.locator("summary").first.click()
    for closed in page.locator("#personal > details").all():
        closed.locator("summary").first.click()
    auditor.look(page, "plan, personal data")
    for path, screen in (("/desk/data", "overview"), (f"/desk/{code}/data", "data of a session")):
        page.goto(path)
        auditor.look(page, screen)
    page.get_by_role("link", name="Айгерим").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Айгерим")
    auditor.look(page, "data of one person")
    page.goto("/desk/audit")
    auditor.look(page, "audit log")
    auditor.expect_nothing()
