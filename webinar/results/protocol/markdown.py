"""A document as Markdown, with one fact per line, so that a diff of two protocols is readable."""

from __future__ import annotations

import re

from webinar.kit.files.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Line,
    Para,
    Quote,
    Signatures,
    Table,
)

# Characters that are markup anywhere in a line; "@" and "//" would make addresses.
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$@])")
_ADDRESS_START = re.compile(r"(?i)(:)(//)|(www)(\.)")
# Characters that start a list, a heading or a rule at the beginning of a line.
_LINE_START = re.compile(r"^(\d*)([-+#=.)])")


def encode(document: Document) -> bytes:
    """Return the document as UTF-8, with line endings that every tool understands."""
    parts = [f"# {escaped(document.kind)}: {_line(document.title)}"]
    parts += [_block(block) for block in document.blocks]
    return ("\n\n".join(parts) + f"\n\n---\n\n{escaped(document.mark)}\n").encode()


def escaped(text: str) -> str:
    """Escape the text, so that nothing in it is read as markup, an address or HTML."""
    return _ADDRESS_START.sub(r"\1\3\\\2\4", _MARKUP.sub(r"\\\1", text))


def _line(line: Line) -> str:
    return "".join(_strong(words.text) if words.strong else escaped(words.text) for words in line)


def _strong(text: str) -> str:
    """Make the text bold, but not the spaces at its edges: they would disable the asterisks."""
    inner = text.strip()
    return text.replace(inner, f"**{escaped(inner)}**") if inner else text


def _escaped_line(line: Line) -> str:
    """Escape the line, and any markup at its beginning."""
    return _LINE_START.sub(r"\1\\\2", _line(line))


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_line(block.line)}"
        case Para():
            return _escaped_line(block.line)
        case Facts():
            return "\n".join(f"- {escaped(row.name)}: {_line(row.line)}" for row in block.rows)
        case Table():
            return _table(block)
        case Bullets():
            return "\n".join(f"- {_escaped_line(item)}" for item in block.items)
        case Quote():
            return f"> {_escaped_line(block.line)}\n>\n> — {_line(block.source)}"
        case Signatures():
            return _signatures(block)


def _table(table: Table) -> str:
    rule = ["---:" if column in table.numbers else "---" for column in range(len(table.head))]
    rows = [[_line(cell) for cell in row] for row in table.rows]
    lines = [[escaped(cell) for cell in table.head], rule, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _signatures(block: Signatures) -> str:
    head = f"|  | {escaped(block.name)} | {escaped(block.signature)} | {escaped(block.date)} |"
    rows = [f"| {escaped(row.part)} | {_line(row.name)} |  |  |" for row in block.rows]
    return "\n".join([head, "| --- | --- | --- | --- |", *rows])
