"""Writes the personal data registry into docs/personal-data.md: python -m tools.personal_docs."""

from __future__ import annotations

from collections.abc import Iterator

from tools.stamps import ROOT
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_terms import Column, TableEntry

PAGE = ROOT / "docs" / "personal-data.md"
_BEGIN, _END = "<!-- registry -->", "<!-- end of registry -->"


def with_table(page: str) -> str:
    """Return the page with the current table."""
    before, _, rest = page.partition(_BEGIN)
    _old, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{table()}{_END}{after}"


def table() -> str:
    """Return a row for each table and class, in the order of the names."""
    lines = [
        "| table | holds | class | columns | in exports | in subject access | kept | on erasing |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in sorted(REGISTRY):
        lines += _rows(name, REGISTRY[name])
    return "\n".join(lines) + "\n"


def _rows(name: str, entry: TableEntry) -> Iterator[str]:
    groups: dict[Column, list[str]] = {}
    for column, rule in entry.columns.items():
        groups.setdefault(rule, []).append(column)
    for number, (rule, columns) in enumerate(groups.items()):
        first_cells = (f"`{name}`", entry.purpose) if number == 0 else ("", "")
        names = ", ".join(f"`{column}`" for column in columns)
        effect = rule.erase.value if entry.of or rule.erase.value != "keep" else ""
        why = f" ({entry.why})" if effect == "keep" and entry.why else ""
        cells = (
            *first_cells,
            rule.kind.value,
            names,
            "yes" if rule.in_export else "",
            "yes" if rule.in_subject_access else "",
            entry.keep.value,
            effect + why,
        )
        yield "| " + " | ".join(cells) + " |"


def main() -> None:
    PAGE.write_text(with_table(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
