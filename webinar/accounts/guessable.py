"""Which passwords a stranger would try first. No list of leaked passwords is shipped.

The ones that people choose most often are a few known words, keyboard walks, counting and
repetition, glued together until the form is content ("qwerty123456", "password1234"). So these
are taken away, and what remains must still be a secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# The words inside the most common long passwords, in the languages of our users and as they are
# typed with the other keyboard layout; and what this product and its field are called.
_WORDS = """
password passw0rd passwort passphrase secret secure security login signin letmein welcome access
admin administrator root user username guest test testing demo example default changeme change
superman batman spiderman pokemon starwars master dragon monkey shadow sunshine princess football
baseball basketball hockey soccer liverpool chelsea arsenal barcelona realmadrid juventus ferrari
mercedes samsung google facebook instagram youtube yandex telegram whatsapp internet computer
iloveyou loveyou lovely forever family mother father brother sister friends angel butterfly
chocolate cookie flower summer winter spring autumn monday friday sunday january december
michael jennifer jessica charlie ashley daniel thomas jordan andrew alexander natasha nastya
whatever trustno1 blink182 correcthorsebatterystaple correct horse battery staple hello world
qwerty qwertz azerty asdfgh zxcvbn qazwsx qazwsxedc edcrfv rfvtgb tgbyhn yhnujm 1qaz2wsx 3edc4rfv
5tgb6yhn zaq12wsx xsw2 cde3 1q2w3e4r5t6y7u8i9o0p 1q2w3e4r q1w2e3r4t5y6 q1w2e3r4 qweasdzxc q1w2e3
йцукен фывапр ячсмит пароль парол секрет привет любовь люблю наташа максим андрей марина солнышко
gfhjkm ghbdtn ljcneg любимая любимый родина россия москва құпия құпиясөз сәлем махаббат отбасы
webinar webinars вебинар session занятие presenter organiser organizer participant host
prevention профилактика police polisia policia полиция полиции officer полицейский unodc
kazakhstan qazaqstan казахстан қазақстан almaty алматы astana астана
""".split()

_ROWS = (
    "01234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "йцукенгшщзхъ",
    "фывапролджэ",
    "ячсмитьбю",
)
_SHORTEST_WORD = 4
_SHORTEST_RUN = 3
# How many different characters must remain: "aaaaaaaaaaaa" has one, "Anna!Anna!Anna!" three.
_DISTINCT = 6
# "P@ssw0rd" is "password" to everybody who guesses.
_DISGUISES = str.maketrans("@$03!", "asoei")


def is_guessable(password: str, about: Iterable[str] = ()) -> bool:
    """Whether little remains without common words, sequences and what `about` says of the person.

    `about` holds e-mail addresses and names; each of their parts counts as a word.
    """
    words = sorted({*_WORDS, *_parts(about)}, key=len, reverse=True)
    plain = password.casefold()
    return any(_rest(text, words) < _DISTINCT for text in (plain, plain.translate(_DISGUISES)))


def _rest(text: str, words: Iterable[str]) -> int:
    for word in words:
        text = text.replace(word, "")
    return len(set(_without_runs(text)))


def _parts(about: Iterable[str]) -> Iterator[str]:
    for text in about:
        spaced = "".join(c if c.isalnum() else " " for c in text.casefold())
        yield from (part for part in spaced.split() if len(part) >= _SHORTEST_WORD)


def _without_runs(text: str) -> str:
    """Leave out what counts up or down, walks along the keyboard, or repeats one character."""
    kept, start = "", 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _is_run(text[start : end + 1]):
            end += 1
        if end - start < _SHORTEST_RUN:
            end = start + 1
            kept += text[start]
        start = end
    return kept


def _is_run(text: str) -> bool:
    rows = (*_ROWS, text[0] * len(text))
    return any(text in row or text[::-1] in row for row in rows)
