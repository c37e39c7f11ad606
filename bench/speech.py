"""Scores speech as a listener hears it, in three languages: PESQ wideband, ITU-T P.862.2.

Needs espeak-ng, ffmpeg, a Chromium (CHROMIUM=path) and the Python package `pesq`; the whole way
also needs Linux, root and iproute2. What is missing is said, and left out.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from itertools import groupby

from bench.links.network import obstacle
from bench.options import wait_for_others
from bench.report import Report, finish
from bench.spoken import codec, journey, material
from bench.spoken.material import Utterance
from bench.spoken.missing import missing_parts
from tools import chromium

TARGET = 3.7
# So many programs of a measurement run at once; more belong to somebody else.
OWN_LOAD = 2
# The least that the scale of P.862.2 has.
LEAST = 1.04
SETTINGS = (
    codec.Setting("full", "full"),
    codec.Setting("thin", "thin"),
    # Opus leaves out what is above 4 kHz at so few bits.
    codec.Setting("thin_at_8_kbit/s", "thin", {"bitrate": 8000}),
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speech", description=__doc__)
    parser.add_argument(
        "--utterances", type=int, default=4, help="of each language and source (default: 4)"
    )
    parser.add_argument("--codec", action="store_true", help="leave out the way through a session")
    parser.add_argument(
        "--thin", action="store_true", help="let the listener ask for the thin rendition"
    )
    parser.add_argument(
        "--short",
        action="store_true",
        help="one synthetic utterance a language, to prove that the command works",
    )
    parser.add_argument("--hold", action="store_true", help="exit with 1 if a target is missed")
    options = parser.parse_args()
    path = chromium.find()
    lacking = missing_parts(has_chromium=path is not None)
    if lacking or path is None:
        print("\n".join(lacking))
        return
    wait_for_others()
    report = Report("Speech: PESQ-WB, median and worst of the utterances")
    utterances = _utterances(1 if options.short else options.utterances, report, options.short)
    _measure_codec(report, path, utterances)
    if reason := None if options.codec else obstacle():
        report.note(f"{reason}, so the whole way was not measured")
    elif not options.codec:
        _measure_way(report, path, utterances, is_thin=options.thin)
    finish(report, options.hold)


def _utterances(count: int, report: Report, is_short: bool) -> list[Utterance]:
    utterances = material.synthetic(count)
    if is_short:
        return utterances
    recorded, lacking = material.recorded(count)
    for line in lacking:
        report.note(line)
    report.note("no package that we know holds recorded Kazakh speech")
    return utterances + recorded


def _measure_codec(report: Report, path: str, utterances: Sequence[Utterance]) -> None:
    # Imported here because `pesq` may be missing.
    from bench.spoken.quality import scores

    with codec.encoder(path) as encoder:
        for side, group in _groups(utterances):
            found: dict[str, list[float | None]] = {}
            for utterance in group:
                decoded = encoder.decoded(utterance, SETTINGS)
                for setting, result in zip(SETTINGS, decoded, strict=True):
                    found.setdefault(setting.name, []).extend(scores([utterance], result.samples))
            for name, values in found.items():
                _add(report, side, f"codec_{name}", values)


def _measure_way(
    report: Report, path: str, utterances: Sequence[Utterance], *, is_thin: bool
) -> None:
    from bench.spoken.quality import scores

    way = journey.travel(path, utterances, journey.ASK_FOR_THIN if is_thin else "")
    kind = "_thin" if is_thin else ""
    for side, group in _groups(utterances):
        _add(report, side, "microphone", scores(group, way.said))
        _add(report, side, f"arrived{kind}", scores(group, way.stream))
        _add(report, side, f"heard{kind}", scores(group, way.heard))
        if not is_thin:
            median = report.median(len(group), side, "heard")
            report.target(f"{side}, heard over {journey.LINK_NAME}: median", median, ">=", TARGET)
    if (load := os.getloadavg()[0]) > (cores := os.cpu_count() or 1) + OWN_LOAD:
        report.note(
            f"{load:.0f} programs shared {cores} cores: what was heard suffered from that, too"
        )
    report.note(f"the link carried {way.kbit_per_s:.1f} kbit/s to the listener, with all headers")


def _add(report: Report, side: str, name: str, values: Sequence[float | None]) -> None:
    """Add the scores of a group and the worst of them; what was not found counts as the least."""
    found = [LEAST if value is None else value for value in values]
    for value in found:
        report.add(len(found), side, **{name: value})
    report.add(len(found), side, **{f"{name}_worst": min(found)})


def _groups(utterances: Sequence[Utterance]) -> Iterator[tuple[str, list[Utterance]]]:
    ordered = sorted(utterances, key=_side)
    for side, group in groupby(ordered, _side):
        yield side, list(group)


def _side(utterance: Utterance) -> str:
    return f"{utterance.language}, {utterance.source}"


if __name__ == "__main__":
    main()
