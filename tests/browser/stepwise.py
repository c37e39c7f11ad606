"""A module with a slide whose list is revealed item by item, in four languages."""

from tests.browser.lesson_head import HEAD

NAME = "stepwise"
WORDS = {
    "en": {
        "title": "Three habits",
        "before": "What comes first",
        "after": "What comes last",
        "intro": "Evidence-based work means:",
        "items": ["Target the worst places", "Test with a similar place", "Track what was done"],
        "end": "Most effects are small, and short.",
    },
    "ru": {
        "title": "Три привычки",
        "before": "Что сначала",
        "after": "Что в конце",
        "intro": "Работа на основе доказательств означает:",
        "items": [
            "Выбрать места, где больше всего вреда",
            "Сравнить с похожим местом",
            "Отследить, что было сделано",
        ],
        "end": "Эффект чаще всего небольшой и недолгий.",
    },
    "kk": {
        "title": "Үш әдет",
        "before": "Алдымен не келеді",
        "after": "Соңында не келеді",
        "intro": "Дәлелге негізделген жұмыс дегеніміз:",
        "items": ["Зияны көп жерлерді таңдау", "Ұқсас жермен салыстыру", "Не істелгенін бақылау"],
        "end": "Әсері көбіне шағын әрі қысқа болады.",
    },
    "prs": {
        "title": "سه عادت",
        "before": "نخست چه می‌آید",
        "after": "در پایان چه می‌آید",
        "intro": "کار بر پایهٔ شواهد یعنی:",
        "items": ["جاهای پرآسیب را برگزینید", "با جای همانند بسنجید", "آنچه شد را پی بگیرید"],
        "end": "اثرها بیشتر کوچک و کوتاه‌اند.",
    },
}
LESSON = (
    HEAD
    + """
## {before} {{#before}}

{intro}

Note: {title}.

---

## {title} {{#habits .reveal}}

{intro}

{items}

{end}

Note: {title}.

---

## {after} {{#after}}

{end}

Note: {title}.
"""
)


def write(folder):
    """Write the module into the folder of modules."""
    (folder / NAME).mkdir()
    for language, words in WORDS.items():
        items = "\n".join(f"{n}. {item}" for n, item in enumerate(words["items"], start=1))
        text = LESSON.format(**words | {"items": items})
        (folder / NAME / f"{language}.md").write_text(text, "utf-8")
