"""The size of a page's window, and waiting until the page has fitted itself to it."""

# Resolves once all that the page observes about sizes is drawn, and what depends on that, too: each
# frame tells the window, then its observers, of which the newest is the last.
SETTLED = """
async () => {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => {
      const observer = new ResizeObserver(() => resolve(observer.disconnect()));
      observer.observe(document.documentElement);
    });
  }
}
"""


def settle(page):
    """Wait until the page has fitted itself to what has changed in it."""
    page.evaluate(SETTLED)


def resize(page, viewport):
    """Give the window this `width` and `height`, and wait until the page has fitted itself to it.

    A page that measures itself does so a frame later, which a busy machine makes long. It must run
    scripts: one that does not is opened at its size (`visit`).
    """
    page.set_viewport_size(viewport)
    settle(page)
