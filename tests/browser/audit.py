"""Looks at a screen as axe-core does, in light and dark, and whether it has to be scrolled sideways."""

NARROWEST = 320

# What is wider than the page, and has no scroll bar of its own; else what makes it wide.
SIDEWAYS = """
() => {
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX) && !at.matches(MUST_FIT)) return true;
    return false;
  };
  const MUST_FIT = "dialog, [data-scrolls], main";
  const places = [document.scrollingElement, ...document.querySelectorAll(MUST_FIT)];
  return places.filter((place) => place.scrollWidth > place.clientWidth + 1).map((place) => {
    // Without its scroll bar, which is at the left where one reads from the right.
    const left = place.getBoundingClientRect().left + place.clientLeft;
    const right = left + place.clientWidth;
    const isWide = (box) => box.width && (box.right > right + 1 || box.left < left - 1);
    const wide = [...place.querySelectorAll("*")].filter((element) => {
      // Words that are too long stand out of a box that is not.
      const text = document.createRange();
      text.selectNodeContents(element);
      return !scrolls(element) && (isWide(element.getBoundingClientRect()) || isWide(text.getBoundingClientRect()));
    });
    const names = wide.slice(-3).map((element) => `${element.localName}.${element.className}`);
    return `${place.localName}#${place.id} ${place.scrollWidth} > ${place.clientWidth}: ${names}`;
  });
}
"""


class Auditor:
    """Collects what it finds; `screens` names what it has looked at."""

    def __init__(self, axe_source):
        self._axe = axe_source
        self.screens = []
        self.faults = []

    def look(self, page, screen):
        self.screens.append(screen)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            self._note(f"{screen}, {scheme}", self._violations(page))
        page.emulate_media(color_scheme="light")
        self._look_narrow(page, screen)

    def _violations(self, page):
        if not page.evaluate("() => 'axe' in window"):
            page.evaluate(self._axe)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{rule['id']}: {node['html'][:160]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def _look_narrow(self, page, screen):
        size = page.viewport_size
        root = page.locator("html")
        was = root.get_attribute("data-text-size")
        page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
        self._note(f"{screen}, {NARROWEST} px", page.evaluate(SIDEWAYS))
        page.set_viewport_size(size)
        root.evaluate("root => root.dataset.textSize = '200'")
        self._note(f"{screen}, 200 %", page.evaluate(SIDEWAYS))
        root.evaluate(
            "(root, was) => was ? root.dataset.textSize = was : delete root.dataset.textSize", was
        )

    def expect_nothing(self):
        assert not self.faults, "\n".join(["", *self.faults])

    def _note(self, where, faults):
        self.faults += [f"{where}: {fault}" for fault in faults]
