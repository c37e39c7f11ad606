from tests.browser.conftest import PHONE
from playwright.sync_api import expect
def test_try(desk, join):
    code = desk.new_session()
    run = desk.run(code)
    for l in ("ru","kk"):
        p = join(code, "Ольга", l, look=PHONE)
        if l == "ru": run.start()
        expect(p.title).to_be_visible()
        p.page.locator("html").evaluate("r => r.dataset.textSize='200'")
        p.page.screenshot(path=f"/tmp/{l}.png")
