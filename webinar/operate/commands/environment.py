"""Reads a file of settings as systemd's `EnvironmentFile=` does.

So commands and the service see the same values. A shell would split values at spaces, and run
commands in them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import click

# A value begins with quoted pieces, side by side; the unquoted rest goes to the end of the line. In
# the rest, a backslash escapes any character, including the end of the line.
_SETTING = re.compile(
    r"""^[ \t]*(?P<name>[A-Za-z_]\w*)[ \t]*=[ \t]*
    (?P<quoted>(?:'[^']*'[ \t]*|"(?:\\.|[^"\\])*"[ \t]*)*)
    (?P<plain>(?:\\.|[^\\\n])*)""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)
_PIECE = re.compile(r"""'([^']*)'|"((?:\\.|[^"\\])*)\"""", re.DOTALL)
_COMMENT = re.compile(r"^[ \t]*[#;](?:\\\n|[^\n])*", re.MULTILINE)


def load_environment(path: Path) -> None:
    """Set the file's variables, as systemd would: the file wins over earlier values."""
    try:
        os.environ.update(read_environment(path.read_text("utf-8")))
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise click.ClickException(f"{path} is not UTF-8.") from None


def read_environment(text: str) -> dict[str, str]:
    """Return names and values; skip lines that set nothing."""
    variables = {}
    at = 0
    while at < len(text):
        line = _COMMENT.match(text, at) or _SETTING.match(text, at)
        if line is not None and line.re is _SETTING:
            variables[line["name"]] = _value(line["quoted"], line["plain"])
        at = text.find("\n", at if line is None else line.end()) + 1 or len(text)
    return variables


def _value(quoted: str, plain: str) -> str:
    pieces = [
        single if single or not double else _unescape_quoted(double)
        for single, double in _PIECE.findall(quoted)
    ]
    # Strip spaces at the end, but keep an escaped one.
    rest = re.sub(r"(?<!\\)[ \t\r]+$", "", plain)
    return "".join(pieces) + re.sub(r"\\(.)", _unescape, rest, flags=re.DOTALL)


def _unescape_quoted(text: str) -> str:
    return re.sub(r'\\(["\\`$])', r"\1", text.replace("\\\n", ""))


def _unescape(match: re.Match[str]) -> str:
    return "" if match[1] == "\n" else match[1]
