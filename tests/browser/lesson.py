"""The words of the module that the tests present, as its files have them."""

import html
import re

from webinar.kit.language_fallback import resolve


class Lesson:
    """Slides are named by their ids and shown by their numbers, counted from 0."""

    def __init__(self, library, name="prevention-science"):
        self._slides = library.modules[name].slides

    def __len__(self):
        return len(self._slides)

    def number(self, slide):
        return [item.id for item in self._slides].index(slide)

    def title(self, slide, language):
        return self.title_at(self.number(slide), language)

    def title_at(self, number, language):
        return resolve(self._slides[number].text, language)[1].title

    def labels(self, slide, language):
        """The options of the slide's poll, in their order."""
        return list(self._poll(slide, language).labels.values())

    def keys(self, slide):
        return [option.id for option in self._slides[self.number(slide)].poll.options]

    def right(self, slide):
        options = self._slides[self.number(slide)].poll.options
        return [option.id for option in options if option.is_correct]

    def why(self, slide, language):
        return html.unescape(re.sub(r"<[^>]+>", "", self._poll(slide, language).why_html))

    def _poll(self, slide, language):
        return resolve(self._slides[self.number(slide)].poll.text, language)[1]
