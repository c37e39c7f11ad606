"""The texts that simulated people write: next steps, reasons, questions, captions and others.

The steps are examples; no real cohort decided them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

STEPS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "List what our unit does in prevention and sort it: supported, unknown, harmful.",
        "Agree with five pilot schools when the police are called and who refers a pupil.",
        "Meet online for an hour each month and help the next group.",
        "Report outcomes instead of the number of talks.",
    ),
    "ru": (
        "Составить список профилактических мероприятий и отметить, какие из них подтверждены.",
        "Прекратить встречи, на которых подростков запугивают.",
        "Подготовить карточку с адресами служб помощи на казахском и русском языках.",
        "Обучить школьных инспекторов основам профилактики за три дня.",
    ),
    "kk": (
        "Бөлімшенің алдын алу жұмыстарының тізімін жасап, қайсысы дәлелденгенін белгілеу.",
        "Бес мектеппен жазбаша келісім жасау: полиция қашан шақырылады, кім бағыттайды.",
        "Көмек көрсететін қызметтердің тізімін қазақ және орыс тілдерінде дайындау.",
        "Айына бір рет онлайн кездесіп, тәжірибе алмасу.",
    ),
    "prs": (
        "فهرست فعالیت‌های وقایوی واحد خود را ترتیب دهیم.",
        "با پنج مکتب در مورد وقت تماس با پولیس توافق کنیم.",
        "کارت آدرس مراکز کمک را به دو زبان آماده کنیم.",
        "هر ماه یک ساعت آنلاین ملاقات کنیم.",
    ),
}

REASONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "agree": ("We can begin at once.", "The schools have asked for this."),
        "disagree": ("We have nobody for this before spring.", "Too many forms already."),
        "reserve": ("Only if the schools are told first.", "Not before the new staff is here."),
        "abstain": ("It does not concern my unit.",),
        "must_ask": ("My chief decides about working hours.",),
    },
    "ru": {
        "agree": ("Можем начать сразу.", "Школы давно об этом просят."),
        "disagree": ("До весны на это нет людей.", "Отчётов и так слишком много."),
        "reserve": ("Только если школы узнают заранее.", "Не раньше, чем придут новые люди."),
        "abstain": ("Моего подразделения не касается.",),
        "must_ask": ("Нужно согласовать с руководством.",),
    },
    "kk": {
        "agree": ("Бірден бастай аламыз.", "Мектептер бұны көптен сұрап жүр."),
        "disagree": ("Көктемге дейін адам жетпейді.", "Есеп онсыз да көп."),
        "reserve": ("Мектептерге алдын ала айтылса ғана.", "Жаңа қызметкерлер келген соң ғана."),
        "abstain": ("Біздің бөлімшеге қатысы жоқ.",),
        "must_ask": ("Басшылықпен ақылдасу керек.",),
    },
    "prs": {
        "agree": ("فوراً شروع کرده می‌توانیم.",),
        "disagree": ("تا بهار کسی را برای این کار نداریم.",),
        "reserve": ("به شرطی که به مکتب‌ها پیش از پیش خبر داده شود.",),
        "abstain": ("به واحد ما مربوط نمی‌شود.",),
        "must_ask": ("باید با آمر خود مشوره کنم.",),
    },
}

# Five steps on which the cohort agrees, in the host's language and two translations, each with the
# role of its owner.
AGREED_STEPS: Sequence[tuple[Mapping[str, str], str]] = (
    (
        {
            "en": "List what our unit does in prevention and mark what is supported by evidence.",
            "ru": "Составить список мер профилактики отдела и отметить, что подтверждено.",
            "kk": "Бөлімнің алдын алу шараларының тізімін жасап, дәлелденгенін белгілеу.",
        },
        "Head of the unit",
    ),
    (
        {
            "en": "Stop lessons that frighten pupils, and tell the schools why.",
            "ru": "Прекратить уроки, которые пугают школьников, и объяснить школам почему.",
            "kk": "Оқушыларды қорқытатын сабақтарды тоқтатып, себебін мектептерге түсіндіру.",
        },
        "School inspector",
    ),
    (
        {
            "en": "Agree in writing with five schools when the police are called.",
            "ru": "Письменно договориться с пятью школами, когда вызывают полицию.",
            "kk": "Полиция қашан шақырылатыны туралы бес мектеппен жазбаша келісу.",
        },
        "School inspector",
    ),
    (
        {
            "en": "Carry a card with the addresses of services that help, in two languages.",
            "ru": "Носить карточку с адресами служб помощи на двух языках.",
            "kk": "Көмек қызметтерінің мекенжайы жазылған карточканы екі тілде алып жүру.",
        },
        "Duty officer",
    ),
    (
        {
            "en": "Meet online for an hour each month and share what worked.",
            "ru": "Раз в месяц встречаться онлайн на час и делиться тем, что помогло.",
            "kk": "Айына бір рет бір сағат онлайн кездесіп, не көмектескенін айту.",
        },
        "Head of the unit",
    ),
)


def steps_in(language: str) -> tuple[str, ...]:
    """Return the steps in this language; in English if there are none in it."""
    return STEPS.get(language, STEPS["en"])


def reasons_in(language: str, answer: str) -> tuple[str, ...]:
    return REASONS.get(language, REASONS["en"])[answer]


REPLIES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "I will ask the school what it does already.",
        "I will listen first, and lecture less.",
        "Find out who helps families here.",
    ),
    "ru": (
        "Узнаю в школе, что уже делается.",
        "Буду больше слушать и меньше читать лекции.",
        "Выясню, кто у нас помогает семьям.",
    ),
    "kk": (
        "Мектептен қазір не істеліп жатқанын сұраймын.",
        "Алдымен тыңдаймын, дәрісті азайтамын.",
        "Бізде отбасыларға кім көмектесетінін анықтаймын.",
    ),
    "prs": ("از مکتب می‌پرسم که حالا چه می‌کند.", "اول گوش می‌دهم."),
}

WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("trust", "family", "school", "evidence", "listening"),
    "ru": ("доверие", "семья", "школа", "доказательства", "помощь"),
    "kk": ("сенім", "отбасы", "мектеп", "дәлел", "көмек"),
    "prs": ("اعتماد", "فامیل", "مکتب", "کمک"),
}

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Who pays for the trained teacher?",
        "What if the parents do not come?",
        "How soon can one see a result?",
    ),
    "ru": (
        "Что делать, если родители не приходят?",
        "Через какое время виден результат?",
        "Кто должен вести занятия в сельской школе?",
    ),
    "kk": (
        "Ата-аналар келмесе, не істейміз?",
        "Нәтиже қанша уақыттан кейін көрінеді?",
        "Ауыл мектебінде сабақты кім жүргізеді?",
    ),
    "prs": ("اگر والدین نیایند چه کنیم؟", "نتیجه بعد از چه مدت دیده می‌شود؟"),
}

GREETINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("Good morning to all.", "Hello from our unit."),
    "ru": ("Всем добрый день.", "Здравствуйте, коллеги."),
    "kk": ("Баршаңызға қайырлы күн.", "Сәлеметсіздер ме, әріптестер."),
    "prs": ("سلام به همه.", "روز همگی بخیر."),
}


def questions_in(language: str) -> tuple[str, ...]:
    return QUESTIONS.get(language, QUESTIONS["en"])


def greetings_in(language: str) -> tuple[str, ...]:
    return GREETINGS.get(language, GREETINGS["en"])


def replies_in(language: str) -> tuple[str, ...]:
    return REPLIES.get(language, REPLIES["en"])


def words_in(language: str) -> tuple[str, ...]:
    return WORDS.get(language, WORDS["en"])


# A question that fits each kind of poll, and its options.
POLLS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "en": ("Where would you begin?", ("With the families", "With the schools", "With the police")),
    "ru": ("С чего бы вы начали?", ("С семей", "Со школ", "С полиции")),
    "kk": ("Неден бастар едіңіз?", ("Отбасынан", "Мектептен", "Полициядан")),
    "prs": ("از کجا شروع می‌کردید؟", ("از فامیل‌ها", "از مکاتب", "از پولیس")),
}

# Lines of captions; the last one corrects the line before it.
LINES: Mapping[str, tuple[str, ...]] = {
    "en": ("Good morning.", "Today it is about prevention.", "Wat works?", "What works?"),
    "ru": ("Доброе утро.", "Сегодня речь о профилактике.", "Что работаит?", "Что работает?"),
    "kk": ("Қайырлы таң.", "Бүгін алдын алу туралы айтамыз.", "Не көмектесді?", "Не көмектеседі?"),
    "prs": ("صبح بخیر.", "امروز در مورد وقایه صحبت می‌کنیم.", "چه موثر اس؟", "چه موثر است؟"),
}


def polls_in(language: str) -> tuple[str, tuple[str, ...]]:
    return POLLS.get(language, POLLS["en"])


def lines_in(language: str) -> tuple[str, ...]:
    return LINES.get(language, LINES["en"])
