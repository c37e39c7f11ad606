"""Detects a text that is briefly shown twice: as pending, and as reported by the server."""

WATCH = """
(selector) => {
  window.doubled = [];
  const look = () => {
    const texts = [...document.querySelectorAll(selector)].map((element) => element.textContent);
    if (new Set(texts).size < texts.length) window.doubled.push(texts);
  };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
"""


def watch_doubles(page, selector):
    page.evaluate(WATCH, selector)


def expect_no_double(page):
    assert page.evaluate("window.doubled") == []
