import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE
from tests.browser.console import Console
from tests.browser.test_groups import fields
OUT="/tmp/groups_shots/"

def test_look(desk, join, visit, lesson):
    import os; os.makedirs(OUT, exist_ok=True)
    code = desk.new_session()
    desk.run(code).start()
    console = Console(desk.context.new_page()); console.page.set_viewport_size({"width":1366,"height":768}); console.open(code)
    names=[("Айгуль","ru"),("Бекзат","kk"),("Ada","en"),("احمد","prs"),("Динара","ru"),("Ерлан","kk"),("Жанна","ru")]
    phones=[join(code,n,l,look=PHONE) for n,l in names]
    console.expect_here(7, of=7)
    console.show("groups")
    console.page.screenshot(path=OUT+"c1_prepare.png")
    panel = console.page.locator("#groups-body")
    panel.get_by_role("button", name=console.words["groups.show"]).click()
    expect(panel.locator(".group-card").first).to_be_visible()
    console.page.screenshot(path=OUT+"c2_draft.png")
    phones[0].page.screenshot(path=OUT+"p0_before.png")
    panel.get_by_role("button", name=console.words["groups.start"], exact=True).click()
    expect(phones[0].page.locator(".dock-offer")).to_be_visible()
    phones[0].page.screenshot(path=OUT+"p1_offer.png")
    for p in phones:
        p.page.locator(".dock-offer").tap()
        expect(fields(p).last).to_be_visible()
    a=phones[0]
    fields(a).last.type("Сначала поговорим с директором школы и школьным психологом, потом с родителями.")
    a.page.locator("button.group-help").tap()
    d=phones[3]
    fields(d).last.type("نخست با مکتب گپ می‌زنیم و سپس با والدین.")
    fields(d).last.type("دوشنبه")
    for p in phones[1:3]:
        fields(p).last.type("Мектеппен дүйсенбіде кездесеміз.")
    a.page.locator(".group-ask summary").tap()
    a.page.locator("#group-question").fill("С чего начнём?")
    a.page.locator("#group-options").fill("Со школы\nС родителей")
    a.page.screenshot(path=OUT+"p2_work_full.png", full_page=True)
    a.page.locator(".group-ask form .button").tap()
    a.page.locator(".group-choice").first.tap()
    a.page.wait_for_timeout(1500)
    panel.locator("#groups-text").fill("Осталось пять минут"); panel.get_by_role("button", name=console.words["groups.send"]).click()
    a.page.wait_for_timeout(1500)
    a.page.evaluate("scrollTo(0,0)")
    a.page.screenshot(path=OUT+"p3_work.png")
    a.page.screenshot(path=OUT+"p3_work_full.png", full_page=True)
    d.page.screenshot(path=OUT+"p4_dari_full.png", full_page=True)
    console.page.screenshot(path=OUT+"c3_work.png")
    panel.get_by_role("button", name=console.words["stage.show"]).first.click()
    stage=desk.context.new_page(); stage.set_viewport_size({"width":1280,"height":720}); stage.goto(f"/rooms/{code}/stage"); stage.wait_for_timeout(1500)
    stage.screenshot(path=OUT+"s1.png")
    console.page.locator("#groups").evaluate("e=>e.scrollTop=600")
    console.page.screenshot(path=OUT+"c4_work.png")
    console.page.set_viewport_size({"width":360,"height":740}); console.page.wait_for_timeout(300)
    console.page.locator("#groups-body").screenshot(path=OUT+"c5_phone.png")
    console.page.set_viewport_size({"width":1366,"height":768})
    for _ in range(2): panel.get_by_role("button", name="group work").click()
    a.page.wait_for_timeout(2000)
    a.page.screenshot(path=OUT+"p5_over_full.png", full_page=True)
    console.page.locator("#groups").evaluate("e=>e.scrollTop=0")
    console.page.screenshot(path=OUT+"c6_over.png")
