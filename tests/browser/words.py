"""The interface's texts in a page's language, by the English texts of the sources."""

from gettext import translation

from tools.translations import DOMAIN, TRANSLATIONS
from webinar.kit.languages import LANGUAGES


class Words:
    """`words["Vote"]`; with a translator's context: `words["state of a step", "Closed"]`."""

    def __init__(self, language, refusals=None):
        self.refusals = refusals or {}
        locale = LANGUAGES[language].locale
        self._catalogue = translation(DOMAIN, TRANSLATIONS, [locale], fallback=language == "en")

    def __getitem__(self, text):
        if isinstance(text, tuple):
            return self._catalogue.pgettext(*text)
        return self._catalogue.gettext(text)

    def say(self, text, plural=None, **values):
        """Return a text, filled in; with a plural, in the form for the value `n`."""
        if plural is None:
            return self[text].format(**values)
        return self._catalogue.ngettext(text, plural, values["n"]).format(**values)
