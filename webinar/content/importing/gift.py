"""Turns questions in Moodle's GIFT into slides. The format is what Moodle's own importer reads.

https://docs.moodle.org/en/GIFT_format and question/format/gift/format.php of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from webinar.content.importing.cleaned import cleaned
from webinar.content.importing.gift_answers import Answers, answers_of
from webinar.content.importing.gift_pairs import joined_lists
from webinar.content.importing.made import MOST_SLIDES, Came, Imported, MadeSlide, Option
from webinar.content.importing.texts import from_html, one_line, paragraphs, plain, read_text
from webinar.content.importing.wordings import ACCEPTED, TRUE_FALSE
from webinar.kit.errors import Refused

# The question becomes the heading, which people must be able to take in at a glance.
LONGEST_QUESTION = 200
LONGEST_BLOCK = 40_000
_ESCAPED = re.compile(r"\\([:#={}~n\\])")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|&#?\w+;")
_BLANK = "_____"


class _Block(NamedTuple):
    """An unparsed question: its name, the text around the answers, the text between the braces."""

    name: str
    text: str
    inside: str | None


def read_gift(content: bytes, language: str) -> Imported:
    """Raise `Refused` as `texts.read_text` does, or with `nothing_found` or `too_many_slides`."""
    read = read_text(content)
    made = Imported()
    if read.is_guessed:
        made.say(Came.CHANGED, "encoding", slide=0)
    category = ""
    for text in _blocks(read.text):
        if text.startswith("$CATEGORY:"):
            category = one_line(text.removeprefix("$CATEGORY:").split("\n")[0])
            made.say(Came.CHANGED, "category", category, slide=0)
            continue
        block = _block(text) if len(text) <= LONGEST_BLOCK else None
        if block is None:
            made.say(Came.DROPPED, "braces", text)
            continue
        for slide in _Maker(made, block, language).slides():
            if category:
                slide.note.append(plain(category))
            made.slides.append(slide)
        if len(made.slides) > MOST_SLIDES:
            raise Refused("too_many_slides")
    if not made.slides:
        raise Refused("nothing_found")
    return made


def _blocks(text: str) -> Iterator[str]:
    """Split at empty lines, but keep a question together from its opening to its closing brace."""
    waiting = ""
    for part in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in part.split("\n") if not line.lstrip().startswith("//")]
        block = _ESCAPED.sub(_hidden, "\n".join(lines).strip())
        if not block:
            continue
        if waiting and "{" not in block.split("}")[0] and "}" in block:
            block, waiting = f"{waiting}\n{block}", ""
        elif waiting:
            yield waiting
            waiting = ""
        if "{" in block and "}" not in block:
            waiting = block
            continue
        # A category may stand right above its first question.
        first, _, rest = block.partition("\n")
        if first.startswith("$CATEGORY:") and rest.strip():
            yield first
            block = rest.strip()
        yield block
    if waiting:
        yield waiting


def _hidden(found: re.Match[str]) -> str:
    """Replace an escaped sign by a private one, so that it is not read as syntax."""
    return "\n" if found[1] == "n" else chr(0xE000 + ord(found[1]))


def _shown(text: str) -> str:
    return re.sub("[\ue000-\ue0ff]", lambda found: chr(ord(found[0]) - 0xE000), text)


def _block(text: str) -> _Block | None:
    name = ""
    if text.startswith("::") and "::" in text[2:]:
        name, _, text = text[2:].partition("::")
        text = text.strip()
    start, end = text.find("{"), text.find("}")
    if start < 0 and end < 0:
        return _Block(name, text, None)
    if start < 0 or end < start:
        return None
    before, after = text[:start].rstrip(), text[end + 1 :].strip()
    # If no text follows the answers, there is no gap to fill in.
    whole = f"{before} {_BLANK} {after}" if after else before
    return _Block(name, whole, text[start + 1 : end].strip())


class _Maker:
    """Makes the slides of one question."""

    def __init__(self, made: Imported, block: _Block, language: str) -> None:
        self._made, self._block, self._language = made, block, language
        chosen = _FORMAT.match(block.text)
        self._format = chosen[1].lower() if chosen else "moodle"

    def slides(self) -> Iterator[MadeSlide]:
        block = self._block
        if block.inside is None:
            yield self._description()
            return
        answers = answers_of(block.inside)
        if answers is None:
            self._made.say(Came.DROPPED, "answers", _shown(block.text))
            return
        makers = {
            "essay": self._essay,
            "numeric": self._numeric,
            "choice": self._choice,
            "true": self._true_false,
            "short": self._short,
        }
        joined = joined_lists(answers, self._label) if answers.kind == "match" else None
        if answers.kind == "match" and joined is None:
            yield from self._each_pair(answers)
            return
        slide = self._asked(self._lines(block.text))
        if joined is None:
            makers[answers.kind](slide, answers)
        else:
            slide.classes, slide.options = ("quiz", joined.kind), joined.options
            self._made.say(Came.FITTED, "joined_lists", slide.title)
        self._explain(slide, answers)
        yield slide

    def _description(self) -> MadeSlide:
        lines = self._lines(self._block.text)
        slide = MadeSlide(title=plain(_shown(self._block.name)) or lines[0], body=lines)
        if slide.title == lines[0]:
            slide.body = lines[1:]
        self._made.say(Came.FITTED, "description", slide.title)
        return slide

    def _asked(self, lines: list[str]) -> MadeSlide:
        """Make the question the heading; put a question too long for a heading below it."""
        slide = MadeSlide(name=_shown(self._block.name))
        whole = one_line(" ".join(lines))
        if len(whole) <= LONGEST_QUESTION:
            slide.title = whole
            return slide
        last = next((line for line in reversed(lines) if line.strip()), "").strip()
        rest = lines[: len(lines) - 1]
        if len(last) <= LONGEST_QUESTION and any(rest):
            slide.title, slide.body = last, rest
        else:
            short = f"{whole[:80].rsplit(' ', 1)[0]} …"
            slide.title, slide.body = plain(slide.name) or short, lines
        self._made.say(Came.CHANGED, "long_question", slide.title)
        return slide

    def _essay(self, slide: MadeSlide, _answers: Answers) -> None:
        slide.classes = ("poll", "text")
        self._made.say(Came.CHANGED, "essay", slide.title)

    def _short(self, slide: MadeSlide, answers: Answers) -> None:
        slide.classes = ("poll", "text")
        words = "; ".join(one_line(_shown(item.text)) for item in answers.items)
        slide.note.append(f"{ACCEPTED.get(self._language, ACCEPTED['en'])}&#58; {plain(words)}")
        self._made.say(Came.CHANGED, "short_answer", slide.title)

    def _numeric(self, slide: MadeSlide, answers: Answers) -> None:
        slide.classes, slide.right = ("quiz", "numeric"), answers.right
        self._made.say(Came.FITTED, "numeric", slide.title)
        if len(answers.items) > 1:
            self._made.say(Came.DROPPED, "other_numbers", slide.title)

    def _true_false(self, slide: MadeSlide, answers: Answers) -> None:
        yes, no = TRUE_FALSE.get(self._language, TRUE_FALSE["en"])
        slide.classes = ("quiz", "single")
        slide.options = [Option(yes, answers.is_true), Option(no, not answers.is_true)]
        self._made.say(Came.FITTED, "true_false", slide.title)

    def _choice(self, slide: MadeSlide, answers: Answers) -> None:
        right = [item for item in answers.items if item.is_right]
        is_single = answers.is_single and len(right) == 1
        slide.classes = ("quiz", "single" if is_single else "several")
        slide.options = [Option(self._label(item.text), item.is_right) for item in answers.items]
        if not right:
            slide.classes = ("poll", "single")
            self._made.say(Came.CHANGED, "nothing_right", slide.title)
        elif answers.is_single and len(right) > 1:
            self._made.say(Came.CHANGED, "several_right", slide.title)
        else:
            self._made.say(Came.FITTED, "choice", slide.title)
        if any(item.weight not in (0, 100) for item in answers.items):
            self._made.say(Came.DROPPED, "weights", slide.title)

    def _each_pair(self, answers: Answers) -> Iterator[MadeSlide]:
        """Yield a question for each pair, with all possible partners as its options."""
        asked = one_line(" ".join(self._lines(self._block.text)))
        ends = list(dict.fromkeys(item.match for item in answers.items))
        self._made.say(Came.CHANGED, "matching", asked)
        for item in filter(lambda one: one.text, answers.items):
            slide = MadeSlide(
                title=f"{asked} {self._label(item.text)}".strip(),
                classes=("quiz", "single"),
                name=_shown(self._block.name),
                options=[Option(self._label(end), end == item.match) for end in ends],
            )
            self._explain(slide, answers)
            yield slide

    def _explain(self, slide: MadeSlide, answers: Answers) -> None:
        """Put the feedback into a quiz's explanation, or into the notes of any other slide."""
        lines = self._lines(answers.feedback) if answers.feedback else []
        for item in answers.items:
            if not item.feedback:
                continue
            words = one_line(" ".join(self._lines(item.feedback)))
            label = self._label(item.text)
            lines += ["", f"**{label}** {words}" if label else words]
        while lines and not lines[0]:
            lines = lines[1:]
        if slide.classes[:1] == ("quiz",):
            slide.why = lines
        else:
            slide.note += lines

    def _label(self, text: str) -> str:
        return one_line(" ".join(self._lines(text)).replace("**", "").replace("  ", " "))

    def _lines(self, text: str) -> list[str]:
        chosen = _FORMAT.match(text)
        form = chosen[1].lower() if chosen else self._format
        words = _shown(text[chosen.end() :] if chosen else text).strip()
        if form in ("html", "moodle") and _TAG.search(words):
            found = from_html(words.replace("\n", " ") if form == "html" else words)
            for name in found.dropped:
                self._made.say(Came.DROPPED, "html", name)
            return found.lines or [""]
        if form == "markdown":
            done = cleaned(words)
            return [*([done.title] if done.title else []), *done.lines] or [""]
        return paragraphs(words) or [""]
