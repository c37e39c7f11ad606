"""A module with statements that are true or false, and why, in English, Russian and Kazakh."""

from tests.browser.lesson_head import HEAD

NAME = "true-or-false"
WORDS = {
    "en": {
        "title": "True or false",
        "talk": "One talk by an officer keeps pupils from drugs.",
        "family": "Warm families protect children.",
        "true": "True",
        "false": "False",
        "why": "A talk changes what pupils know, and not what they do.",
    },
    "ru": {
        "title": "Правда или ложь",
        "talk": "Одна беседа сотрудника удерживает учеников от наркотиков.",
        "family": "Тёплые отношения в семье защищают детей.",
        "true": "Правда",
        "false": "Ложь",
        "why": "Беседа меняет то, что ученики знают, но не то, что они делают.",
    },
    "kk": {
        "title": "Рас па, жалған ба",
        "talk": "Қызметкердің бір әңгімесі оқушыларды есірткіден сақтайды.",
        "family": "Отбасындағы жылы қарым-қатынас балаларды қорғайды.",
        "true": "Рас",
        "false": "Жалған",
        "why": "Әңгіме оқушылардың білімін өзгертеді, бірақ әрекетін өзгертпейді.",
    },
}
LESSON = (
    HEAD
    + """
## {talk} {{#talk .quiz .reasoned}}

- [ ] {true} {{#true}}
- [x] {false} {{#false}}

Why: {why}

Note: {title}.

---

## {family} {{#family .poll .reasoned .anonymous .abstain}}

- [ ] {true} {{#true}}
- [ ] {false} {{#false}}

Note: {title}.

---

## {family} {{#opinion .poll .reasoned}}

- [ ] {true} {{#true}}
- [ ] {false} {{#false}}

Note: {title}.
"""
)


def write(folder):
    """Write the module into this library folder."""
    module = folder / NAME
    module.mkdir()
    for language, words in WORDS.items():
        (module / f"{language}.md").write_text(LESSON.format(**words))
