"""Words that importing writes into a module, in the module's language, not the interface's."""

from __future__ import annotations

TRUE_FALSE = {
    "en": ("True", "False"),
    "ru": ("Верно", "Неверно"),
    "kk": ("Дұрыс", "Бұрыс"),
    "prs": ("درست", "نادرست"),
}
ACCEPTED = {
    "en": "Accepted in Moodle",
    "ru": "В Moodle засчитывается",
    "kk": "Moodle-де дұрыс саналады",
    "prs": "در Moodle پذیرفته می‌شود",
}
UNTITLED = {"en": "Slide", "ru": "Слайд", "kk": "Слайд", "prs": "اسلاید"}
