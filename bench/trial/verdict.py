"""The report on a trial, made from its journal."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence

from bench.report import table
from bench.trial import noticed
from bench.trial.cast import GOOD, LISTENERS, LOSSY, SCRIPT, SLOW, Listener
from bench.trial.hearing import Hearing, hearing_of
from bench.trial.journal import Entry
from bench.trial.story import Story
from bench.trial.targets import Target

_HEADS = (
    "listener", "link", "channel", "heard", "lag p50 / p95, s", "start", "middle", "end",
    "kept ahead, s", "underruns in 10 min", "wrong", "two at once", "steps", "kbit/s down", "up",
    "slide before voice, s", "votes cast / counted / lost",
    "vote counted after p50 / most, s", "faults",
)  # fmt: skip
_SCRIPT_HEADS = (
    "script", "link", "channel", "packets", "missing", "arrives after p50 / p95, s",
    "start", "end", "wrong", "kbit/s down", "up", "votes counted / lost",
)  # fmt: skip
_WARNINGS = ("WARNING", "ERROR", "CRITICAL", "Traceback")


def report(entries: Sequence[Entry]) -> tuple[str, bool]:
    """Return the report in Markdown, and whether all targets are met."""
    story = Story(entries)
    present = [one for one in LISTENERS if story.all(one.name, "began")]
    browsers = [(one, hearing_of(story, one)) for one in present if one.engine != SCRIPT]
    scripts = [one for one in present if one.engine == SCRIPT]
    targets = [*_targets(story, browsers), *_promises(story, browsers, scripts)]
    parts = [
        f"{story.minutes:.1f} minutes",
        table(_HEADS, [_row(story, one, hearing) for one, hearing in browsers]),
        table(_SCRIPT_HEADS, [_script_row(story, one) for one in scripts]),
        "\n".join(_server(story)),
        "\n".join(_troubles(story, present)),
        table(("target", "value", "wanted", ""), [target.row for target in targets]),
    ]
    return "\n\n".join(part for part in parts if part), all(one.is_met for one in targets)


def _row(story: Story, listener: Listener, hearing: Hearing) -> list[str]:
    who = listener.name
    quiet_minutes = max(0.1, story.minutes - story.minutes_cut(who))
    early = noticed.slides_before_voice(story, who, hearing)
    down, up = noticed.kbit_per_s(story, who)
    waits = noticed.vote_s(story, who)
    return [
        who,
        listener.link.name,
        listener.channel,
        f"{hearing.heard} of {hearing.spoken} s",
        f"{hearing.lag(0.5):.2f} / {hearing.lag(0.95):.2f}",
        *(f"{hearing.lag(0.5, part, story):.2f}" for part in range(3)),
        f"{noticed.kept_ahead_s(story, who):.2f}",
        f"{hearing.underruns * 10 / quiet_minutes:.1f}",
        str(hearing.wrong),
        str(hearing.together),
        _steps(noticed.steps(story, who)),
        f"{down:.1f}",
        f"{up:.1f}",
        f"{statistics.median(early):.2f}" if early else "",
        " / ".join(map(str, noticed.votes(story, who))),
        f"{_median(waits):.2f} / {max(waits, default=math.nan):.2f}",
        str(noticed.faults(story, who).total()),
    ]


def _steps(steps: Sequence[tuple[float, str]]) -> str:
    names = [text for _, text in steps]
    if len(names) <= 4:
        return " > ".join(names)
    return f"{names[0]} … {names[-1]}, {len(names) - 1} steps"


def _script_row(story: Story, listener: Listener) -> list[str]:
    who = listener.name
    told = [one for one in story.during(who, "packets") if "p50_ms" in one]
    p50 = [one["p50_ms"] / 1000 for one in told]
    p95 = [one["p95_ms"] / 1000 for one in told]
    third = max(1, len(p50) // 3)
    down, up = noticed.kbit_per_s(story, who)
    _, counted, lost = noticed.votes(story, who)
    return [
        who,
        listener.link.name,
        listener.channel,
        str(sum(one["packets"] for one in told)),
        str(sum(one["missing"] for one in told)),
        f"{_median(p50):.2f} / {max(p95, default=math.nan):.2f}",
        f"{_median(p50[:third]):.2f}",
        f"{_median(p50[-third:]):.2f}",
        str(max((one["wrong"] for one in told), default=0)),
        f"{down:.1f}",
        f"{up:.1f}",
        f"{counted} / {lost}",
    ]


def _median(values: Sequence[float]) -> float:
    return statistics.median(values) if values else math.nan


def _server(story: Story) -> Iterator[str]:
    spent = story.during("server", "spent")
    if len(spent) > 1:
        first, last = spent[0], spent[-1]
        share = (last["cpu_s"] - first["cpu_s"]) / ((last["at"] - first["at"]) / 1000)
        mib = [one["bytes"] / 2**20 for one in (first, last)]
        growth = (mib[1] - mib[0]) * 60 / story.minutes
        yield (
            f"- Server: {100 * share:.1f} % of a core; {mib[0]:.0f} MiB at the start, "
            f"{mib[1]:.0f} MiB at the end ({growth:+.1f} MiB an hour)."
        )
    for log in story.all("server", "log"):
        lines = [line for line in log["text"].splitlines() if any(w in line for w in _WARNINGS)]
        yield f"- The server's log has {len(lines)} warnings."
        yield from (f"  - {line[:200]}" for line in lines[:5])
    for kind in ("checked", "broken"):
        for entry in story.all("recording", kind):
            yield f"- Recording of {entry['channel']}, {kind}: {entry['text']}"
    for one in story.all("replay", "compared"):
        ahead = "no sound" if one["ahead_s"] is None else f"sound {one['ahead_s']:+.2f} s"
        slide = "the right slide" if one["slide_is_right"] else "a WRONG slide"
        yield f"- Replay at {one['share']:.0%}: {ahead} from {one['tones']} tones, {slide}."
    for one in story.all("replay", "broken"):
        yield f"- Replay, broken: {one['text']}"


def _troubles(story: Story, listeners: Sequence[Listener]) -> Iterator[str]:
    for one in listeners:
        for kind in ("died", "gave up", "reloaded", "tapped again", "unvoted"):
            if found := story.all(one.name, kind):
                text = " ".join(str(found[-1].get("text") or "").split())
                yield f"- {one.name}: {kind}, {len(found)} times. {text[:200]}"
        for text, count in noticed.faults(story, one.name).most_common(4):
            yield f"- {one.name}: {count} x {text[:200]}"
    if not all(one["is_there"] for one in story.all("trial", "loudspeaker")):
        yield "- No PulseAudio: a browser's lag may be that of the clock with which it plays."
    for kind in ("undone", "interrupted"):
        yield from (f"- {kind}: {one.get('text', '')}" for one in story.all("trial", kind))
    for who in {who for who in story.people if who.startswith(("Presenter", "Interp", "Partner"))}:
        for kind in ("died", "silenced"):
            yield from (f"- {who}: {kind}: {one['text'][:200]}" for one in story.all(who, kind))


def _targets(story: Story, browsers: Sequence[tuple[Listener, Hearing]]) -> Iterator[Target]:
    """Yield the targets of sound, each with the worst of the listeners whom it is about."""
    on_good = [(one.name, heard) for one, heard in browsers if one.link == GOOD]
    on_lossy = [(one.name, heard) for one, heard in browsers if one.link == LOSSY]
    yield Target.of("good link: mouth to ear p50, s", (h.lag(0.5) for _, h in on_good), 0.6)
    yield Target.of("good link: mouth to ear p95, s", (h.lag(0.95) for _, h in on_good), 0.8)
    sounds = (noticed.first_sound_s(story, who) for who, _ in on_good)
    yield Target.of("good link: first sound after the tap, s", sounds, 1.5)
    yield Target.of("2 % loss: mouth to ear p95, s", (h.lag(0.95) for _, h in on_lossy), 1.5)
    dry = (h.underruns * 10 / story.minutes for _, h in on_lossy)
    yield Target.of("2 % loss: underruns in 10 minutes", dry, 1)
    rates = (noticed.kbit_per_s(story, who)[0] for who, _ in on_lossy)
    yield Target.of("2 % loss: kbit/s of the whole link", rates, 48)
    slow = [one.name for one, _ in browsers if one.link == SLOW]
    thinner = (noticed.thinner_after_s(story, who) for who in slow)
    yield Target.of("20 kbit/s: simpler sound or text after, s", thinner, 10)
    takeovers = [gap for _, heard in browsers for gap in heard.takeovers if gap < 10]
    yield Target.of("an interpreter takes over: silence, s", takeovers, 1)


def _promises(
    story: Story, browsers: Sequence[tuple[Listener, Hearing]], scripts: Sequence[Listener]
) -> Iterator[Target]:
    """Yield the targets that are promises: whose value must be 0, and no lag that grows."""
    heard = [hearing for _, hearing in browsers]
    wrong = [one.wrong for one in heard]
    for script in scripts:
        wrong.append(max((one["wrong"] for one in story.all(script.name, "packets")), default=0))
    yield Target.of("sounds of a wrong channel", [sum(wrong)], 0)
    yield Target.of("two interpreters heard at once", [sum(one.together for one in heard)], 0)
    names = [one.name for one, _ in browsers] + [one.name for one in scripts]
    yield Target.of("votes lost", [sum(noticed.votes(story, who)[2] for who in names)], 0)
    broken = len(story.all("recording", "broken")) + len(story.all("replay", "broken"))
    yield Target.of("recordings and replays that do not play", [broken], 0)
    compared = story.all("replay", "compared")
    apart = (None if one["ahead_s"] is None else abs(one["ahead_s"]) for one in compared)
    yield Target.of("replay: sound and slides apart, s", apart, 0.3)
    silent = sum(one["ahead_s"] is None or not one["slide_is_right"] for one in compared)
    yield Target.of("replay: places without sound or with a wrong slide", [silent], 0)
    deaths = sum(len(story.all(who, "died")) for who in names)
    yield Target.of("listeners' browsers that ended", [deaths], 0)
    growth = (one.lag(0.5, 2, story) - one.lag(0.5, 0, story) for one in heard)
    yield Target.of("growth of the lag from start to end, s", growth, 0.5)
