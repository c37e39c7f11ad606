from tests.browser.conftest import PHONE
from tests.browser.console import Console
from playwright.sync_api import expect

FIND = """(id) => {
  const d = document.getElementById(id); const out = [];
  const base = d.scrollWidth; out.push([base, d.clientWidth]);
  for (const e of d.querySelectorAll("*")) { const old = e.style.display; e.style.setProperty("display","none");
    if (d.scrollWidth < base) out.push([e.localName + "." + e.className, d.scrollWidth, (e.textContent||"").trim().slice(0,60)]);
    e.style.setProperty("display", old); }
  return out; }"""

def test_try(desk, host, join, axe, server):
    for lang in ("en", "prs"):
        own = host(lang)
        code = own.new_session()
        console = Console(own.context.pages[0]).open(code)
        page = console.page
        page.locator("[data-opens='slides-dialog']:visible").first.click()
        page.set_viewport_size({"width": 320, "height": 800})
        for row in page.evaluate(FIND, "slides-dialog"): print(row)
        page.keyboard.press("Escape")
        page.set_viewport_size(PHONE["viewport"])
        page.locator("[data-opens='menu-dialog']:visible").first.click()
        page.locator("html").evaluate("root => root.dataset.textSize = '200'")
        for row in page.evaluate(FIND, "menu-dialog"): print(row)
