"""Lists the commands: python -m bench"""

from __future__ import annotations

import ast
from pathlib import Path

COMMANDS = (
    "slides burst memory votes stalled joining cohorts crowd heartbeat voice "
    "listening speech audience pages processes growth exports reach capacity tables"
).split()


def main() -> None:
    folder = Path(__file__).parent
    print(
        "Each command prints a table. --help lists its options; docs/performance.md explains it.\n"
    )
    for name in COMMANDS:
        path = folder / f"{name}.py"
        if path.exists():
            print(f"  python -m bench.{name:<10} {_purpose(path)}")


def _purpose(program: Path) -> str:
    text = ast.get_docstring(ast.parse(program.read_text())) or ""
    return text.partition("\n\n")[0]


if __name__ == "__main__":
    main()
