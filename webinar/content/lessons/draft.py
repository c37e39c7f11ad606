"""A module's folder, parsed and rendered, but not yet checked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from webinar.content.lessons.assets import list_assets
from webinar.content.lessons.diagrams import Diagram, list_diagrams
from webinar.content.lessons.front_matter import FrontMatter
from webinar.content.lessons.model import Asset, PollText, SlideText, StepText
from webinar.content.lessons.pairs import pairs_of, with_cells
from webinar.content.lessons.parse import parse_file
from webinar.content.lessons.parsed import ParsedSlide
from webinar.content.lessons.problems import Report
from webinar.content.lessons.render import (
    CannotRender,
    Pictures,
    Rendered,
    render,
    render_inline,
    text_of,
)
from webinar.content.lessons.reveal import mark_items
from webinar.content.lessons.sentences import N_
from webinar.content.lessons.source import Line

# The folder beside the modules that holds the glossary.
GLOSSARY = "glossary"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")


@dataclass(frozen=True, slots=True)
class DraftSlide:
    """One slide in one language. `poll` is always set, but has no meaning if the slide is no poll.

    `steps` has the id of each draft of a next step; `lines` are all lines shown as plain text, each
    with its line number. `reveals` is the number of items that are revealed one by one.
    """

    parsed: ParsedSlide
    text: SlideText
    poll: PollText
    steps: dict[str, StepText]
    lines: list[tuple[int, Rendered]]
    body: Rendered
    why: Rendered
    handout: Rendered
    notes: Rendered
    study: Rendered
    reveals: int = 0

    @property
    def id(self) -> str:
        return self.parsed.id


@dataclass(frozen=True, slots=True)
class DraftFile:
    language: str
    front: FrontMatter
    slides: list[DraftSlide]
    last_line: int
    report: Report

    def by_id(self) -> dict[str, DraftSlide]:
        return {slide.id: slide for slide in self.slides}


@dataclass(frozen=True, slots=True)
class Draft:
    """`files` begins with the reference language.

    `is_complete` is false if a file could not be read; the file's report then says why. `report` is
    the folder's own, and the first of all `reports`.
    """

    name: str
    files: list[DraftFile]
    assets: list[Asset]
    diagrams: dict[str, Diagram]
    is_complete: bool
    report: Report
    reports: list[Report]

    @property
    def reference(self) -> DraftFile:
        return self.files[0]


def read_draft(folder: Path, asset_prefix: str) -> Draft:
    """Read a module's folder. `asset_prefix` and the module's name begin its images' addresses."""
    name = folder.resolve().name
    report = Report(str(folder))
    assets, asset_reports = list_assets(folder, f"{asset_prefix}{name}/")
    diagrams, diagram_reports = list_diagrams(folder)
    pictures = Pictures({asset.path: asset.url for asset in assets}, diagrams)
    _report_other_names(folder, report)
    paths = lesson_paths(folder)
    reports = {path: Report(str(path)) for path in paths}
    results = [_read_file(path, pictures, reports[path]) for path in paths]
    files = _reference_first([file for file in results if file is not None])
    all_reports = [report, *reports.values(), *asset_reports, *diagram_reports]
    return Draft(name, files, assets, diagrams, len(files) == len(paths), report, all_reports)


def module_folders(folder: Path, report: Report) -> list[Path]:
    """Return the folders of a library that may be modules; hidden ones and files are ignored."""
    if not folder.is_dir():
        report.error(1, "there is no such folder", "Name the folder that holds the modules")
        return []
    folders = []
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "_")) or path.name == GLOSSARY or not path.is_dir():
            continue
        if path.is_symlink():
            # The author did not mean to publish files outside the library.
            remedy = "Put the folder itself here"
            report.error(1, f"“{path.name}” is a link to another folder", remedy)
        else:
            folders.append(path)
    return folders


def lesson_paths(folder: Path) -> list[Path]:
    """Return a module's files that are named by a language."""
    return [path for path in sorted(folder.glob("*.md")) if LANGUAGE.fullmatch(path.stem)]


def _report_other_names(folder: Path, report: Report) -> None:
    for path in sorted(folder.glob("*.md")):
        # Editors and file systems leave hidden files behind.
        is_ours = path.stem.lower() == "readme" or path.name.startswith(".")
        if not is_ours and not LANGUAGE.fullmatch(path.stem):
            remedy = "Name the file by its language, as in `kk.md` or `prs.md`"
            report.error(1, f"“{path.name}” is not a language", remedy)


def _read_file(path: Path, pictures: Pictures, report: Report) -> DraftFile | None:
    parsed = parse_file(path, report)
    if parsed is None:
        return None
    renderer = _Renderer(path.stem, pictures, report)
    slides = [renderer.slide(slide) for slide in parsed.slides]
    return DraftFile(path.stem, parsed.front, slides, parsed.last_line, report)


def _reference_first(files: list[DraftFile]) -> list[DraftFile]:
    languages = [file.language for file in files]
    wishes = [file.front.reference for file in files if file.front.reference in languages]
    reference = wishes[0] if wishes else "en"
    return sorted(files, key=lambda file: (file.language != reference, file.language))


class _Renderer:
    """Renders the slides of one file; text that cannot be rendered is reported and left empty."""

    def __init__(self, language: str, pictures: Pictures, report: Report) -> None:
        self.language, self.pictures, self.report = language, pictures, report

    def slide(self, parsed: ParsedSlide) -> DraftSlide:
        lines = [(parsed.line, self._line(parsed.line, parsed.title))]
        lines += [(option.line, self._line(option.line, option.label)) for option in parsed.options]
        title, *labels = [text_of(rendered.html) for _, rendered in lines]
        steps: dict[str, StepText] = {}
        for step in parsed.steps:
            texts = [
                self._line(step.line, text) for text in (step.text, step.owner, step.indicator)
            ]
            lines += [(step.line, rendered) for rendered in texts]
            steps[step.id] = StepText(*(text_of(rendered.html) for rendered in texts))
        body, why, handout, notes, study = map(
            self._block, (parsed.body, parsed.why, parsed.handout, parsed.notes, parsed.study)
        )
        html, reveals = mark_items(body.html) if parsed.is_revealed else (body.html, 0)
        # A right number is no option: as a label it would reveal the answer to everybody.
        option_ids = [] if parsed.has_open_answer else [option.id for option in parsed.options]
        labels_by_id = dict(zip(option_ids, labels, strict=False))
        if parsed.is_paired:
            labels_by_id = with_cells(labels_by_id, [cell for cell, _ in pairs_of(parsed)])
        return DraftSlide(
            parsed,
            SlideText(title, html, notes.html, handout.html, study.html),
            PollText(title, labels_by_id, why.html),
            steps,
            lines,
            body,
            why,
            handout,
            notes,
            study,
            reveals,
        )

    def _line(self, number: int, source: str) -> Rendered:
        try:
            return render_inline(source)
        except CannotRender as fault:
            return self._report_fault(number, fault)

    def _block(self, lines: list[Line]) -> Rendered:
        try:
            text = "\n".join(line.text for line in lines)
            return render(text, self.language, self.pictures)
        except CannotRender as fault:
            first = next(line.number for line in lines if line.text.strip())
            return self._report_fault(first, fault)

    def _report_fault(self, number: int, fault: CannotRender) -> Rendered:
        message = N_("this cannot be shown: %(fault)s", fault=fault.args[0])
        self.report.error(number, message, N_("Divide or simplify it"))
        return Rendered("")
