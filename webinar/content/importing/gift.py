"""Turns questions in Moodle's GIFT into slides. The format is what Moodle's own importer reads.

https://docs.moodle.org/en/GIFT_format and question/format/gift/format.php of Moodle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from webinar.content.importing.drafts import MOST_SLIDES, ModuleDraft, Option, Outcome, SlideDraft
from webinar.content.importing.gift_answers import Answers, answers_of
from webinar.content.importing.gift_pairs import joined_lists
from webinar.content.importing.markdown_cleaning import clean_slide
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


def read_gift(content: bytes, language: str) -> ModuleDraft:
    """Raise `Refused` as `texts.read_text` does, or with `nothing_found` or `too_many_slides`."""
    source = read_text(content)
    module = ModuleDraft()
    if source.is_guessed:
        module.say(Outcome.CHANGED, "encoding", slide=0)
    category = ""
    for text in _blocks(source.text):
        if text.startswith("$CATEGORY:"):
            category = one_line(text.removeprefix("$CATEGORY:").split("\n")[0])
            module.say(Outcome.CHANGED, "category", category, slide=0)
            continue
        block = _block(text) if len(text) <= LONGEST_BLOCK else None
        if block is None:
            module.say(Outcome.DROPPED, "braces", text)
            continue
        for slide in _Maker(module, block, language).slides():
            if category:
                slide.note.append(plain(category))
            module.slides.append(slide)
        if len(module.slides) > MOST_SLIDES:
            raise Refused("too_many_slides")
    if not module.slides:
        raise Refused("nothing_found")
    return module


def _blocks(text: str) -> Iterator[str]:
    """Split at empty lines, but keep a question together from its opening to its closing brace."""
    waiting = ""
    for part in re.split(r"\n[ \t]*\n", text):
        lines = [line for line in part.split("\n") if not line.lstrip().startswith("//")]
        block = _ESCAPED.sub(_hide_escape, "\n".join(lines).strip())
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


def _hide_escape(match: re.Match[str]) -> str:
    """Replace an escaped sign by a private one, so that it is not read as syntax."""
    return "\n" if match[1] == "n" else chr(0xE000 + ord(match[1]))


def _unescaped(text: str) -> str:
    return re.sub("[\ue000-\ue0ff]", lambda match: chr(ord(match[0]) - 0xE000), text)


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
    question = f"{before} {_BLANK} {after}" if after else before
    return _Block(name, question, text[start + 1 : end].strip())


class _Maker:
    """Makes the slides of one question."""

    def __init__(self, module: ModuleDraft, block: _Block, language: str) -> None:
        self._module, self._block, self._language = module, block, language
        format_mark = _FORMAT.match(block.text)
        self._format = format_mark[1].lower() if format_mark else "moodle"

    def slides(self) -> Iterator[SlideDraft]:
        block = self._block
        if block.inside is None:
            yield self._description()
            return
        answers = answers_of(block.inside)
        if answers is None:
            self._module.say(Outcome.DROPPED, "answers", _unescaped(block.text))
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
        slide = self._question_slide(self._lines(block.text))
        if joined is None:
            makers[answers.kind](slide, answers)
        else:
            slide.classes, slide.options = ("quiz", joined.kind), joined.options
            self._module.say(Outcome.FITTED, "joined_lists", slide.title)
        self._explain(slide, answers)
        yield slide

    def _description(self) -> SlideDraft:
        lines = self._lines(self._block.text)
        slide = SlideDraft(title=plain(_unescaped(self._block.name)) or lines[0], body=lines)
        if slide.title == lines[0]:
            slide.body = lines[1:]
        self._module.say(Outcome.FITTED, "description", slide.title)
        return slide

    def _question_slide(self, lines: list[str]) -> SlideDraft:
        """Make the question the heading; put a question too long for a heading below it."""
        slide = SlideDraft(name=_unescaped(self._block.name))
        question = one_line(" ".join(lines))
        if len(question) <= LONGEST_QUESTION:
            slide.title = question
            return slide
        last = next((line for line in reversed(lines) if line.strip()), "").strip()
        rest = lines[: len(lines) - 1]
        if len(last) <= LONGEST_QUESTION and any(rest):
            slide.title, slide.body = last, rest
        else:
            short = f"{question[:80].rsplit(' ', 1)[0]} …"
            slide.title, slide.body = plain(slide.name) or short, lines
        self._module.say(Outcome.CHANGED, "long_question", slide.title)
        return slide

    def _essay(self, slide: SlideDraft, _answers: Answers) -> None:
        slide.classes = ("poll", "text")
        self._module.say(Outcome.CHANGED, "essay", slide.title)

    def _short(self, slide: SlideDraft, answers: Answers) -> None:
        slide.classes = ("poll", "text")
        words = "; ".join(one_line(_unescaped(item.text)) for item in answers.items)
        slide.note.append(f"{ACCEPTED.get(self._language, ACCEPTED['en'])}&#58; {plain(words)}")
        self._module.say(Outcome.CHANGED, "short_answer", slide.title)

    def _numeric(self, slide: SlideDraft, answers: Answers) -> None:
        slide.classes, slide.right = ("quiz", "numeric"), answers.right
        self._module.say(Outcome.FITTED, "numeric", slide.title)
        if len(answers.items) > 1:
            self._module.say(Outcome.DROPPED, "other_numbers", slide.title)

    def _true_false(self, slide: SlideDraft, answers: Answers) -> None:
        yes, no = TRUE_FALSE.get(self._language, TRUE_FALSE["en"])
        slide.classes = ("quiz", "single")
        slide.options = [Option(yes, answers.is_true), Option(no, not answers.is_true)]
        self._module.say(Outcome.FITTED, "true_false", slide.title)

    def _choice(self, slide: SlideDraft, answers: Answers) -> None:
        right = [item for item in answers.items if item.is_right]
        is_single = answers.is_single and len(right) == 1
        slide.classes = ("quiz", "single" if is_single else "several")
        slide.options = [Option(self._label(item.text), item.is_right) for item in answers.items]
        if not right:
            slide.classes = ("poll", "single")
            self._module.say(Outcome.CHANGED, "nothing_right", slide.title)
        elif answers.is_single and len(right) > 1:
            self._module.say(Outcome.CHANGED, "several_right", slide.title)
        else:
            self._module.say(Outcome.FITTED, "choice", slide.title)
        if any(item.weight not in (0, 100) for item in answers.items):
            self._module.say(Outcome.DROPPED, "weights", slide.title)

    def _each_pair(self, answers: Answers) -> Iterator[SlideDraft]:
        """Yield a question for each pair, with all possible partners as its options."""
        question = one_line(" ".join(self._lines(self._block.text)))
        matches = list(dict.fromkeys(item.match for item in answers.items))
        self._module.say(Outcome.CHANGED, "matching", question)
        for item in filter(lambda answer: answer.text, answers.items):
            slide = SlideDraft(
                title=f"{question} {self._label(item.text)}".strip(),
                classes=("quiz", "single"),
                name=_unescaped(self._block.name),
                options=[Option(self._label(match), match == item.match) for match in matches],
            )
            self._explain(slide, answers)
            yield slide

    def _explain(self, slide: SlideDraft, answers: Answers) -> None:
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
        format_mark = _FORMAT.match(text)
        form = format_mark[1].lower() if format_mark else self._format
        words = _unescaped(text[format_mark.end() :] if format_mark else text).strip()
        if form in ("html", "moodle") and _TAG.search(words):
            html = from_html(words.replace("\n", " ") if form == "html" else words)
            for name in html.dropped:
                self._module.say(Outcome.DROPPED, "html", name)
            return html.lines or [""]
        if form == "markdown":
            slide = clean_slide(words)
            return [*([slide.title] if slide.title else []), *slide.lines] or [""]
        return paragraphs(words) or [""]
