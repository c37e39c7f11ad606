"""The organiser's desk around the session: the list of people before, attendance after."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tools.pictures import pages
from tools.pictures.camera import PHONE
from tools.pictures.cast import NEXT_TITLE, RUSSIAN, Cast, in_days

COHORT = "Повышение квалификации, 3-й поток"
HEAD = "№ п/п\tФИО\tЗвание\tОтдел\tЭл. почта\tЯзык обучения"
RANKS = ("капитан", "майор", "старший лейтенант", "лейтенант")
UNITS = ("Северный отдел", "Южный отдел", "Управление")
LANGUAGES = {"ru": "русский", "kk": "казахский", "en": "английский"}
# Two people on the list do not come. Another line has no name, which the preview reports.
ABSENT = (("Роза", "капитан", "kk"), ("Семён", "майор", "ru"))
REASON = "Назвались на перекличке"


class Desk:
    """The acts of the organiser, who reads Russian, before and after the presenter's acts."""

    cohort_name = COHORT

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._page = cast.organiser
        self._cohort = ""
        # The personal links of all people on the list.
        self.links: list[str] = []

    def import_roster(self) -> None:
        """Import a cohort from an office's table, and invite it to the session."""
        page = self._page
        page.goto("/desk/cohorts")
        page.locator("#name").fill(COHORT)
        pages.submit(page)
        self._cohort = page.url
        page.goto(f"{self._cohort}/import")
        page.locator("#text").fill(self._table())
        pages.submit(page)
        expect(page.locator("#changes")).to_be_visible()
        self._cast.shoot(page, "import")
        page.locator("#changes form .button").click()
        expect(page.locator(".cohort-table")).to_be_visible()
        self._cast.shoot(page, "roster")
        self._invite(self._cast.code)
        page.goto(f"/desk/{self._cast.code}")
        self._cast.shoot(page, "plan")

    def make_links(self) -> None:
        """Make personal links, and take a picture of one on a phone."""
        page = self._page
        page.goto(f"{self._cohort}/links")
        page.locator("button[name='make'][value='missing']").click()
        link = page.locator("input[readonly]").first
        expect(link).to_be_visible()
        self.links = list(dict.fromkeys(re.findall(r"/me/[\w-]+", page.content())))
        self._cast.shoot(self._cast.open_page("ru", PHONE, self.links[0]), "me")

    def repeat_session(self) -> None:
        """Repeat the session every week, and take a picture of a month."""
        page = self._page
        page.goto(f"/desk/{self._cast.next_code}/repeat")
        page.locator("#title").fill(NEXT_TITLE)
        page.locator("#date").fill(in_days(21))
        page.locator("#time").fill("15:00")
        page.locator("#every").select_option("week")
        page.locator("#times").fill("3")
        pages.submit(page)
        page.goto(f"/desk/calendar?month={in_days(21)[:7]}")
        self._cast.shoot(page, "calendar")

    def match_people(self) -> None:
        """Say who is who, because everybody came by the open link."""
        page, path = self._page, f"/desk/{self._cast.code}/people"
        page.goto(path)
        while (forms := page.locator("form", has=page.locator("option[selected]"))).count():
            forms.first.locator("input[name='reason']").fill(REASON)
            forms.first.locator(".button").click()
            page.wait_for_load_state()

    def shoot_figures(self) -> None:
        """Show attendance, charts and certificates of the finished session."""
        cast, page = self._cast, self._page
        page.goto(f"/desk/{cast.code}/attendance?sort=status")
        _scroll_to(page, "#people")
        cast.shoot(page, "attendance")
        page.goto(f"/rooms/{cast.code}/report")
        _scroll_to(page, "#attendance")
        cast.shoot(page, "dashboard")
        page.goto(f"/desk/{cast.code}/attendance")
        page.locator("form[action$='/freeze'] .button").click()
        self._certify()

    def _certify(self) -> None:
        page, path = self._page, f"/desk/{self._cast.code}/certificates"
        page.goto(path)
        page.locator("#percent").fill("60")
        page.locator("#office-1").fill("Начальник учебного центра")
        page.locator("#rule form .button").click()
        page.locator("button[name='issue'][value='all']").click()
        paper = page.locator(".certificate-row", has_text=self._cast.people[RUSSIAN].name)
        with page.expect_download() as download:
            paper.locator("a[href$='.pdf']").click()
        self._cast.camera.shoot_paper(download.value.path(), "certificate")

    def _table(self) -> str:
        people = [
            (person.name, RANKS[at % 4], person.language)
            for at, person in enumerate(self._cast.people)
        ]
        rows = [
            f"{at + 1}\t{name}\t{rank}\t{UNITS[at % 3]}\t\t{LANGUAGES[language]}"
            for at, (name, rank, language) in enumerate([*people, *ABSENT])
        ]
        return "\n".join(
            ["Список слушателей", HEAD, *rows, f"{len(rows) + 1}\t\tмайор\t{UNITS[0]}"]
        )

    def _invite(self, code: str) -> None:
        page = self._page
        page.goto(f"/desk/{code}")
        page.locator("#cohort-chosen option", has_text=COHORT).wait_for(state="attached")
        page.locator("#cohort-chosen").select_option(self._cohort.rsplit("/", 1)[1])
        page.locator("#cohort input[name='guests']").check()
        page.locator("#cohort form .button").click()


def _scroll_to(page: Page, selector: str) -> None:
    page.locator(selector).first.evaluate("element => element.scrollIntoView()")
