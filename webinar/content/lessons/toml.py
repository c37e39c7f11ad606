"""Reads the TOML files beside the modules, and finds the lines of their tables."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from webinar.content.lessons.problems import Report
from webinar.content.lessons.source import SourceFault, read_source

# Keys with this many dots are refused; `a.b.c = 1` has two. The reader's memory grows with the
# square of this: 200 kB of dots took 30 GB.
MAX_DOTS = 8
_KEY = r"(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')"
_MANY_DOTS = re.compile(rf"(?<![\w-])(?:{_KEY}[ \t]*\.[ \t]*){{{MAX_DOTS}}}")
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class TomlFile:
    """A TOML file. `values` is empty if the file cannot be read; the report then says why."""

    def __init__(self, path: Path, report: Report) -> None:
        self.values: dict[str, Any] = {}
        self._lines: list[str] = []
        try:
            text = read_source(path)
            self._lines = text.split("\n")
            self._refuse_many_dots(text)
            self.values = tomllib.loads(text)
        except SourceFault as fault:
            report.error(fault.line, fault.message, fault.remedy)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            line = int(place[1]) if place and place[1] else len(self._lines)
            remedy = f"{_PLACE.sub('', str(error))}. Put texts into quotes, one key in a line"
            report.error(line, "this is not TOML", remedy)
        except (ValueError, RecursionError):
            # This happens, for example, with thousands of digits or brackets.
            report.error(1, "this is not TOML", "Put texts into quotes, one key in a line")

    def _refuse_many_dots(self, text: str) -> None:
        if match := _MANY_DOTS.search(text):
            line = text.count("\n", 0, match.start()) + 1
            raise SourceFault(line, "this key has too many dots", "Put texts into quotes")

    def line_of(self, table: str, nth: int = 0) -> int:
        """Return the line of the nth table `[name]` or `[[name]]`; 1 if there is none."""
        headings = (f"[{table}]", f"[[{table}]]")
        numbers = [
            number
            for number, line in enumerate(self._lines, start=1)
            if line.split("#", 1)[0].strip().replace('"', "") in headings
        ]
        return numbers[nth] if nth < len(numbers) else 1
