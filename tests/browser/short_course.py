"""A small programme in three languages, with a test before and after it, for one long test."""

WORDS = {
    "en": {
        "title": "A short talk",
        "welcome": "Why we talk",
        "how-often": "How often do you talk with parents?",
        "listen": "First listen",
        "ask": "Then ask",
        "worry": "What worries you most?",
        "open": "Which question is open?",
        "end": "What you take along",
        "study": "Read this slowly, and think of one talk of your own.",
        "yes": "Often",
        "no": "Seldom",
        "why": "It cannot be answered with yes or no.",
        "check": "What you know",
    },
    "ru": {
        "title": "Короткий разговор",
        "welcome": "Зачем мы разговариваем",
        "how-often": "Как часто вы говорите с родителями?",
        "listen": "Сначала выслушайте",
        "ask": "Потом спросите",
        "worry": "Что вас беспокоит больше всего?",
        "open": "Какой вопрос открытый?",
        "end": "Что вы возьмёте с собой",
        "study": "Прочитайте не спеша и вспомните один свой разговор.",
        "yes": "Часто",
        "no": "Редко",
        "why": "На него нельзя ответить «да» или «нет».",
        "check": "Что вы знаете",
    },
    "kk": {
        "title": "Қысқа әңгіме",
        "welcome": "Неге сөйлесеміз",
        "how-often": "Ата-аналармен қаншалықты жиі сөйлесесіз?",
        "listen": "Алдымен тыңдаңыз",
        "ask": "Содан кейін сұраңыз",
        "worry": "Сізді не көбірек алаңдатады?",
        "open": "Қай сұрақ ашық?",
        "end": "Өзіңізбен не аласыз",
        "study": "Асықпай оқып, өз әңгімеңіздің бірін еске алыңыз.",
        "yes": "Жиі",
        "no": "Сирек",
        "why": "Оған «иә» немесе «жоқ» деп жауап беруге болмайды.",
        "check": "Не білесіз",
    },
}
HEAD = """---
title: "{title}"
minutes: 10
objectives:
  - "{listen}"
sources:
  - title: "{title}"
licence: "CC BY 4.0"
notice: "{title}"
---
"""
PLAIN = "\n## {title} {{#{id} minutes=1}}\n\n{study}\n\nNote: {study}\n\nStudy: {study}\n"
ASKED = (
    "\n## {title} {{#{id} .{kind} .single minutes=1}}\n\n"
    "- [{mark}] {yes} {{#yes}}\n- [ ] {no} {{#no}}\n{why}\nNote: {study}\n"
)
LESSON = (
    ("welcome", ""),
    ("how-often", "poll"),
    ("listen", ""),
    ("ask", ""),
    ("worry", "poll"),
    ("open", "quiz"),
    ("end", ""),
)
CHECK = (("open", "quiz"), ("worry", "quiz"))
PROGRAMME = """[title]
en = "A short talk"
ru = "Короткий разговор"
kk = "Қысқа әңгіме"

[[parts]]
module = "short-talk"

[[parts]]
id = "pre-test"
module = "short-check"
keep_answers = true

[[parts]]
id = "post-test"
module = "short-check"
"""


def write_short_course(folder):
    """Write `short-talk`, `short-check` and the programme `short`, as their author would."""
    for language, words in WORDS.items():
        for name, slides in (("short-talk", LESSON), ("short-check", CHECK)):
            (folder / name).mkdir(parents=True, exist_ok=True)
            title = words["title" if name == "short-talk" else "check"]
            head = HEAD.format(**{**words, "title": title})
            body = "\n---\n".join(_slide(words, *slide) for slide in slides)
            (folder / name / f"{language}.md").write_text(head + body)
    (folder / "short.toml").write_text(PROGRAMME)


def _slide(words, slide, kind):
    mark, why = ("x", f"\nWhy: {words['why']}\n") if kind == "quiz" else (" ", "")
    values = {**words, "title": words[slide], "id": slide, "kind": kind, "mark": mark, "why": why}
    return (ASKED if kind else PLAIN).format(**values)
