"""Lists the commands: python -m bench"""

from __future__ import annotations

import ast
from pathlib import Path

COMMANDS = (
    "slides burst memory votes stalled crowd heartbeat voice listening speech "
    "pages processes growth exports"
).split()


def main() -> None:
    folder = Path(__file__).parent
    print(
        "Each command prints a table. --help lists its options; docs/performance.md explains it.\n"
    )
    for name in COMMANDS:
        path = folder / f"{name}.py"
        if path.exists():
            summary, *_ = (ast.get_docstring(ast.parse(path.read_text())) or "").splitlines()
            print(f"  python -m bench.{name:<10} {summary}")


if __name__ == "__main__":
    main()
