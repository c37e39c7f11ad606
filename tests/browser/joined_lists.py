"""A module with questions that match the items of two lists, in English and Russian."""

from tests.browser.lesson_head import HEAD

NAME = "joining-lists"
WORDS = {
    "en": {
        "title": "Joining lists",
        "measures": "What does each of them tell?",
        "survey": "A survey of pupils",
        "tried": "How many have ever tried",
        "trial": "A trial with chance",
        "helped": "Whether a programme helped",
        "count": "A count of lessons",
        "held": "What was delivered",
        "dream": "What parents dream of",
        "why": "Outcomes, effects and outputs are three things.",
        "levels": "Where does each belong?",
        "family": "Family",
        "bonds": "Warm bonds",
        "rules": "Steady rules",
        "school": "School",
        "calm": "A calm class",
        "whose": "Whose task is it?",
        "police": "Police",
        "parents": "Parents",
        "shops": "Check shops",
        "home": "Set rules at home",
    },
    "ru": {
        "title": "Соединить списки",
        "measures": "О чём говорит каждый способ?",
        "survey": "Опрос учеников",
        "tried": "Сколько когда-либо пробовали",
        "trial": "Испытание со случайным отбором",
        "helped": "Помогла ли программа",
        "count": "Подсчёт занятий",
        "held": "Что было проведено",
        "dream": "О чём мечтают родители",
        "why": "Исходы, действие и выполненная работа — разные вещи.",
        "levels": "Куда относится каждое?",
        "family": "Семья",
        "bonds": "Тёплые отношения",
        "rules": "Твёрдые правила",
        "school": "Школа",
        "calm": "Спокойный класс",
        "whose": "Чья это задача?",
        "police": "Полиция",
        "parents": "Родители",
        "shops": "Проверить магазины",
        "home": "Установить правила дома",
    },
}
LESSON = (
    HEAD
    + """
## {measures} {{#measures .quiz .matching}}

- {survey} {{#survey}}
  - [x] {tried} {{#tried}}
- {trial} {{#trial}}
  - [x] {helped} {{#helped}}
- {count} {{#count}}
  - [x] {held} {{#held}}
- [ ] {dream} {{#dream}}

Why: {why}

Note: {title}.

---

## {levels} {{#levels .quiz .sorting}}

- {family} {{#family}}
  - [x] {bonds} {{#bonds}}
  - [x] {rules} {{#rules}}
- {school} {{#school}}
  - [x] {calm} {{#calm}}

Why: {why}

Note: {title}.

---

## {whose} {{#whose .poll .sorting .anonymous .abstain}}

- {police} {{#police}}
- {parents} {{#parents}}
- [ ] {shops} {{#shops}}
- [ ] {home} {{#home}}

Note: {title}.
"""
)


def write(folder):
    """Write the module into this library folder."""
    module = folder / NAME
    module.mkdir()
    for language, words in WORDS.items():
        (module / f"{language}.md").write_text(LESSON.format(**words))
