"""Read the files that docs/operators.md asks an operator to write."""

import re

from config import ROOT

PAGE = ROOT / "docs/operators.md"


def blocks(kind):
    """Return the text of each code block of this kind, in order."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


def files(kind):
    """Return the code blocks that follow a file's name, by that name."""
    pattern = rf"^`/\S+/([\w@.-]+)`[^\n]*:\n\n```{kind}\n(.*?)^```$"
    return dict(re.findall(pattern, PAGE.read_text("utf-8"), re.M | re.S))
