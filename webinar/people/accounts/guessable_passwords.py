"""Recognises passwords that a stranger would try first.

zxcvbn knows the 30,000 passwords that leaked most often, and 64,000 names and English words. It
estimates how many guesses an attacker needs who tries these, and variations of them, first. It
knows little of our users' languages and of this product. So this module removes the common words of
both, also as typed with the other keyboard layout, and removes keyboard walks, counting and
repetition. The rest of a password such as "йцукен123456" must still be a secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

# The words inside the most common long passwords, in the languages of our users and as typed with
# the other keyboard layout; and the names of this product and its field.
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
александр алексей анатолий антон артем борис вадим валерий василий виктор виталий владимир
владислав вячеслав геннадий георгий григорий денис дмитрий евгений егор иван игорь кирилл
константин леонид михаил никита николай олег павел петр роман руслан сергей станислав степан юрий
ярослав александра алина анастасия анна валентина валерия вероника виктория галина дарья екатерина
елена елизавета ирина кристина ксения лариса людмила надежда наталья оксана ольга полина светлана
татьяна юлия нурлан айгуль алия арман асель болат данияр динара ерлан жанар марат серик тимур
солнце звезда ангел котенок зайка собака кошка машина футбол спартак динамо зенит победа свобода
счастье мечта весна осень зима лето россия украина беларусь пушкин гагарин администратор
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
# Attackers try "P@ssw0rd" along with "password".
_DISGUISES = str.maketrans("@$03!", "asoei")
# "fktrcfylh" is "александр", typed with the wrong layout.
_OTHER_LAYOUT = str.maketrans(
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,.", "ёйцукенгшщзхъфывапролджэячсмитьбю"
)
# The fourth of zxcvbn's five steps begins here: it is safe if tries are limited.
_GUESSES = 10**8
# zxcvbn accepts no longer passwords; the characters beyond make no password easier to guess.
_READ = 72


def is_guessable(password: str, about: Iterable[str] = ()) -> bool:
    """Whether the password leaked, or is little more than common words, sequences and `about`.

    `about` holds e-mail addresses and names; each of their parts counts as a word.
    """
    own_words = {*_parts(about)}
    words = sorted({*_WORDS, *own_words}, key=len, reverse=True)
    folded = password.casefold()
    spellings = (folded, folded.translate(_DISGUISES), folded.translate(_OTHER_LAYOUT))
    return any(_distinct_left(text, words) < _DISTINCT for text in spellings) or _is_guessed_early(
        password, own_words
    )


def _is_guessed_early(password: str, own_words: Iterable[str]) -> bool:
    # Imported here because its lists take memory, and few processes ever check a new password.
    from zxcvbn import zxcvbn

    return bool(zxcvbn(password[:_READ], user_inputs=sorted(own_words))["guesses"] < _GUESSES)


def _distinct_left(text: str, words: Iterable[str]) -> int:
    for word in words:
        text = text.replace(word, "")
    return len(set(_without_runs(text)))


def _parts(about: Iterable[str]) -> Iterator[str]:
    for text in about:
        spaced = "".join(c if c.isalnum() else " " for c in text.casefold())
        yield from (part for part in spaced.split() if len(part) >= _SHORTEST_WORD)


def _without_runs(text: str) -> str:
    """Remove runs that count up or down, walk along the keyboard, or repeat one character."""
    rest, start = "", 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _is_run(text[start : end + 1]):
            end += 1
        if end - start < _SHORTEST_RUN:
            end = start + 1
            rest += text[start]
        start = end
    return rest


def _is_run(text: str) -> bool:
    rows = (*_ROWS, text[0] * len(text))
    return any(text in row or text[::-1] in row for row in rows)
