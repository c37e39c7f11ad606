"""Functions for tests that write modules and read what lint reports."""

import json
import re

from webinar.content.lessons.lint import lint
from webinar.content.lessons.problems import Severity

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)

FRONT = {
    "title": "A module",
    "minutes": 45,
    "objectives": ["Say what it is about"],
    "sources": [{"title": "A book", "url": "https://example.org/book"}],
    "licence": "CC BY 4.0",
    "notice": "Independent material.",
}


def front_matter(without=(), **changes):
    """YAML with all the required keys, and with these changes."""
    values = {key: value for key, value in (FRONT | changes).items() if key not in without}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", "", ""])


def slide(slide_id="one", text="Text.", title="Title", notes="Speak."):
    return f"## {title} {{#{slide_id}}}\n\n{text}\n\nNote: {notes}\n"


def quiz(text=None, heading="Which? {#which .quiz .single}", why="because.", notes="Ask."):
    text = text or "- [ ] Tea {#tea}\n- [x] Coffee {#coffee}"
    return f"## {heading}\n\n{text}\n\nWhy: {why}\n\nNote: {notes}\n"


def slides(*texts):
    return "\n---\n\n".join(texts)


def scenario(handout="The story.", text="Talk.", notes="Walk round.", marks="#case .scenario"):
    return f"## A case {{{marks}}}\n\n{text}\n\nHandout: {handout}\n\nNote: {notes}\n"


STEP = "- Sort the work {#sort days=30}\n  Owner: head of the unit\n  Indicator: the list is signed"


def drafts(items=STEP, text="Text.", marks="#drafts .steps", notes="Put them."):
    return f"## Drafts {{{marks}}}\n\n{text}\n\n{items}\n\nNote: {notes}\n"


def svg(inside="", box="0 0 360 200", attributes=""):
    """A drawing; `attributes` are added to its root element."""
    start = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{attributes}>'
    return f"{start}{inside}</svg>".encode()


def write_glossary(parent, **files):
    """`en` and `en_ru` map ids to a term, or to all of its keys."""
    folder = parent / "glossary"
    folder.mkdir(parents=True, exist_ok=True)
    for name, terms in files.items():
        lines = []
        for term_id, values in terms.items():
            if isinstance(values, str):
                values = {"term": values, "meaning": f"What {values} means"}
            lines.append(f"[{term_id}]")
            lines += [
                f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()
            ]
        path = folder / f"{name.replace('_', '-')}.toml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def write_module(parent, name="demo", images=(), **languages):
    """Write `demo/en.md` and so on; a text without front matter gets the default one.

    `images` maps names to bytes. An underscore in a language's name stands for a hyphen.
    """
    folder = parent / name
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in dict(images).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for language, text in languages.items():
        full_text = text if text.startswith("---") else front_matter() + text
        (folder / f"{language.replace('_', '-')}.md").write_text(full_text, encoding="utf-8")
    return folder


def faults(folder):
    """The problems that lint finds, without the coverage lines."""
    return [problem for problem in lint(folder) if problem.severity is not Severity.INFO]


def messages(parent, text=None, images=(), **languages):
    """The faults of a module with this English text, as "error: message"."""
    if text is not None:
        languages["en"] = text
    problems = faults(write_module(parent, images=images, **languages))
    return [f"{problem.severity}: {problem.message}" for problem in problems]


def line_of(text, needle):
    """The line number of the needle in the file that `write_module` makes from this text."""
    full_text = text if text.startswith("---") else front_matter() + text
    return full_text[: re.search(re.escape(needle), full_text).start()].count("\n") + 1
