from tests.browser.conftest import PHONE
from playwright.sync_api import expect
def test_try(desk, join):
    code = desk.new_session()
    run = desk.run(code)
    p = join(code, "Ольга", "ru", look=PHONE)
    run.start(); run.go(4)
    expect(p.page.locator("#slides .slide-position")).to_contain_text("5")
    p.page.locator("#slides .slide-foot .button").first.tap()
    run.go(5)
    b = p.page.locator(".slide-return")
    expect(b).to_be_visible()
    b.scroll_into_view_if_needed()
    print(b.bounding_box(), p.page.evaluate("[visualViewport.scale, visualViewport.offsetTop, visualViewport.pageTop, innerHeight, document.documentElement.scrollHeight]"))
    p.page.screenshot(path="/tmp/b.png")
    bb = b.bounding_box()
    print(p.page.evaluate("([x,y]) => document.elementsFromPoint(x,y).map(e=>e.outerHTML.slice(0,90))", [bb["x"]+bb["width"]/2, bb["y"]+bb["height"]/2]))
    b.tap(timeout=2000)
