"""The interface's translations, in the environment: python -m tools.translations [update].

Without an argument, it compiles the catalogues that changed. `update` first brings every catalogue
to the strings that the sources have now, and names the translations that are in doubt.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tools import doubts, node
from tools.stamps import ROOT

# Babel is imported where it is used, because set-up calls `stale` before anything is installed.
if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

DOMAIN = "messages"
TRANSLATIONS = ROOT / "webinar/translations"
SOURCES = (("webinar", "**.py", "python"), ("templates", "**.html", "jinja2"))
# Functions that mark texts in a table or list, which are translated only when they are shown.
LAZY = {"_l": None, "lazy_pgettext": ((1, "c"), 2)}
# Babel knows one plural form for Persian, but browsers use two in Dari.
PLURALS = {"fa_AF": "nplurals=2; plural=(n > 1);"}
# Longer than any text, so that none is broken. With 0 Babel would still break texts after `#|`.
ONE_LINE = 1_000_000

HEADER = """\
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""


def stale() -> list[Path]:
    """Return the .po files that changed since they were compiled. Standard library only."""
    sources = TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return [source for source in sorted(sources) if _changed(source, source.with_suffix(".mo"))]


def compile_translation(source: Path) -> None:
    """Write the file that the server reads, with the doubtful translations that are fit to show."""
    from babel.messages.mofile import write_mo

    target = source.with_suffix(".mo")
    half_written = target.with_suffix(".mo.new")
    with half_written.open("wb") as compiled:
        write_mo(compiled, doubts.fit_to_show(read_catalogue(source)), use_fuzzy=True)
    half_written.replace(target)


def catalogues() -> list[Path]:
    """Return the paths of all translated languages' catalogues, whether the files exist or not."""
    from webinar.kit.languages import DEFAULT, LANGUAGES

    locales = [language.locale for language in LANGUAGES.values() if language.tag != DEFAULT]
    return [TRANSLATIONS / locale / "LC_MESSAGES" / f"{DOMAIN}.po" for locale in sorted(locales)]


def locale_of(source: Path) -> str:
    return source.parent.parent.name


def read_catalogue(source: Path) -> Catalog:
    """Read the file's catalogue; return an empty one if there is no file."""
    from babel.messages.pofile import read_po

    text = source.read_bytes() if source.exists() else _header(locale_of(source)).encode()
    catalogue = read_po(io.BytesIO(text), locale=locale_of(source), domain=DOMAIN)
    doubts.read_previous(catalogue)
    return catalogue


def extract() -> Catalog:
    """Return every string that the application's Python files, templates and scripts mark.

    Scripts' strings are those of the last build.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

    from webinar.kit.web.script_texts import DIST, messages_of_bundles

    strings = Catalog(domain=DOMAIN)
    # A template that cannot be read is an error, not a template without strings.
    options = {"**.html": {"silent": "false"}}
    keywords = {**DEFAULT_KEYWORDS, **LAZY}
    for folder, files, method in SOURCES:
        marked_texts = extract_from_dir(ROOT / folder, [(files, method)], options, keywords)
        for _file, _line, message, _comments, context in marked_texts:
            strings.add(message, context=context)
    for messages in messages_of_bundles(DIST).values():
        for entry in messages.values():
            text, *plural = entry["texts"]
            strings.add((text, *plural) if plural else text, context=entry.get("context"))
    return strings


def updated(source: Path, strings: Catalog) -> str:
    """Return the catalogue's text with exactly `strings`: translations stay, new strings are empty.

    The translation of a changed string stays, too, and is in doubt. The text is sorted and has no
    dates or line numbers, so that only a changed string changes the file.
    """
    from babel.messages.pofile import write_po

    catalogue = read_catalogue(source)
    # Babel's own matching would take a text that is still in use for one that has changed.
    catalogue.update(strings, no_fuzzy_matching=True)
    doubts.keep_translations(catalogue, read_catalogue(source))
    text = io.BytesIO()
    write_po(
        text,
        catalogue,
        width=ONE_LINE,
        no_location=True,
        omit_header=True,
        include_previous=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    return _header(locale_of(source)) + text.getvalue().decode().rstrip("\n") + "\n"


def update() -> None:
    """Build the scripts, and bring every catalogue to the strings of the sources."""
    node_path, _npm = node.find()
    build = [node_path, str(ROOT / "tools/build_assets.mjs")]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    strings = extract()
    for source in catalogues():
        text = updated(source, strings)
        source.parent.mkdir(parents=True, exist_ok=True)
        if not source.exists() or source.read_text(encoding="utf-8") != text:
            source.write_text(text, encoding="utf-8")


def in_doubt(source: Path) -> list[str]:
    """Return a line for each translation of this file whose English text has changed."""
    file = source.relative_to(ROOT) if source.is_relative_to(ROOT) else source
    return [
        f"{file} ({locale_of(source)}): {_one_line(message.id)}, "
        f"translated when it was {_one_line(message.previous_id)}"
        for message in doubts.in_doubt(read_catalogue(source))
    ]


def _one_line(text: str | Iterable[str]) -> str:
    return " / ".join(f'"{form}"' for form in doubts.texts_of(text)) or "another text"


def _header(locale: str) -> str:
    from babel.messages.plurals import get_plural

    plurals = PLURALS.get(locale) or f"{get_plural(locale)}".rstrip(";") + ";"
    return HEADER.format(locale=locale, plurals=plurals)


def _changed(source: Path, target: Path) -> bool:
    return not target.exists() or source.stat().st_mtime_ns > target.stat().st_mtime_ns


def main(arguments: list[str]) -> None:
    if arguments not in ([], ["update"]):
        sys.exit(__doc__)
    if arguments:
        update()
        doubtful = [line for source in catalogues() for line in in_doubt(source)]
        sys.stdout.writelines(f"In doubt: {line}\n" for line in doubtful)
    for source in stale():
        compile_translation(source)


if __name__ == "__main__":
    main(sys.argv[1:])
