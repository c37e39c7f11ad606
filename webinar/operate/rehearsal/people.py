"""The invented people of a rehearsal: their names, languages and speed, made from a seed.

No sockets, no clock: the same seed gives the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from webinar.operate.rehearsal.sayings import steps_in
from webinar.operate.rehearsal.signalling import Signal, pick_signals

# Common given names in each language, without family names, so that no real person is meant.
NAMES: dict[str, tuple[str, ...]] = {
    "kk": (
        "Айгүл", "Нұрлан", "Әсел", "Ержан", "Гүлнар", "Дәурен", "Жансая", "Қанат",
        "Мәдина", "Бауыржан", "Ұлжан", "Серік", "Айнұр", "Тимур", "Іңкәр", "Асқар",
    ),
    "ru": (
        "Ольга", "Сергей", "Наталья", "Андрей", "Ирина", "Дмитрий", "Елена", "Павел",
        "Марина", "Виктор", "Светлана", "Фёдор", "Юлия", "Игорь", "Анна", "Олег",
    ),
    "en": (
        "Alice", "George", "Emma", "Henry", "Grace", "Oliver", "Sophie", "Daniel",
        "Laura", "Peter", "Helen", "Martin", "Ruth", "Simon", "Clare", "Thomas",
    ),
    "prs": (
        "فرزانه", "نجیب", "مژگان", "حمید", "شکیلا", "کریم", "ژاله", "پرویز",
        "ثریا", "یوسف", "لیلا", "داوود", "نرگس", "گلاب", "زهرا", "عزیز",
    ),
}  # fmt: skip

# One in ten loses the link once. In a small group at least one person does, so that presenters can
# practise for it.
DROP_SHARE = 0.1
PROPOSERS = (2, 4)


@dataclass(frozen=True)
class Persona:
    """A simulated person's habits.

    `thinking` is the median of the seconds before an answer, and `spread` their variation.
    `silent`, `fickle` and `reasons` are the probabilities of not answering a poll at all, of
    changing a vote, and of giving a reason with an answer to a step. `proposes` is the text of a
    step, or empty. `signals` are the signals that the person sends in a session, with their times.
    A persona that `resumes` leaves a test half done, and comes back to it.
    """

    name: str
    language: str
    thinking: float
    spread: float
    silent: float
    fickle: float
    reasons: float
    drops_link: bool
    proposes: str
    seed: int
    signals: tuple[Signal, ...] = ()
    resumes: bool = False


def cohort(count: int, languages: Sequence[str], seed: int) -> list[Persona]:
    """Return `count` people; they get the languages in turn, so that numbers are nearly equal."""
    random = Random(f"cohort {seed}")  # noqa: S311  # a rehearsal, not a secret
    droppers = random.sample(range(count), max(1, round(count * DROP_SHARE)) if count > 1 else 0)
    proposers = sorted(random.sample(range(count), min(count, random.randint(*PROPOSERS))))
    # The person who leaves a test half done must not lose the link at other times, too.
    resumer = next((at for at in range(count) if at not in droppers), 0)
    texts = {language: iter(steps_in(language)) for language in languages}
    spoken = [languages[at % len(languages)] for at in range(count)]
    return [
        _persona(
            name=_name(at // len(languages), language),
            language=language,
            random=random,
            drops_link=at in droppers,
            resumes=at == resumer,
            # Each proposes a different step; once a language has no more, its speakers do not.
            proposes=next(texts[language], "") if at in proposers else "",
        )
        for at, language in enumerate(spoken)
    ]


def _persona(
    name: str, language: str, random: Random, drops_link: bool, proposes: str, resumes: bool
) -> Persona:
    is_slow = random.random() < 0.15
    # Signals have their own random source, so that they do not change the rest of the persona.
    signals = tuple(pick_signals(Random(f"{name} {language} signals")))  # noqa: S311
    return Persona(
        name=name,
        language=language,
        thinking=random.uniform(20, 35) if is_slow else random.uniform(5, 14),
        spread=random.uniform(0.3, 0.7),
        silent=random.choices((0.02, 0.9), (0.93, 0.07))[0],
        fickle=random.choices((0.03, 0.35), (0.8, 0.2))[0],
        reasons=random.uniform(0.1, 0.5),
        drops_link=drops_link,
        proposes=proposes,
        seed=random.getrandbits(32),
        signals=signals,
        resumes=resumes,
    )


def _name(turn: int, language: str) -> str:
    """Return a name that is unique within its language; a number tells repeated names apart."""
    names = NAMES.get(language, NAMES["en"])
    repeats, at = divmod(turn, len(names))
    return names[at] if not repeats else f"{names[at]} {repeats + 1}"
