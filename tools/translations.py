"""Compiles the interface's translations: python -m tools.translations, in the environment."""

from __future__ import annotations

from pathlib import Path

from tools.stamps import ROOT

DOMAIN = "messages"


def stale() -> list[Path]:
    """The .po files that changed since they were compiled. Standard library only."""
    sources = (ROOT / "webinar/translations").glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return [source for source in sorted(sources) if _changed(source, source.with_suffix(".mo"))]


def compile_translation(source: Path) -> None:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as text:
        catalog = read_po(text, locale=source.parent.parent.name, domain=DOMAIN)
    target = source.with_suffix(".mo")
    half_written = target.with_suffix(".mo.new")
    with half_written.open("wb") as compiled:
        write_mo(compiled, catalog)
    half_written.replace(target)


def _changed(source: Path, target: Path) -> bool:
    return not target.exists() or source.stat().st_mtime_ns > target.stat().st_mtime_ns


if __name__ == "__main__":
    for source in stale():
        compile_translation(source)
