"""The sections of next steps, and the lines to sign on."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.files.document import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Line,
    Para,
    Signature,
    Signatures,
    Table,
    Words,
)
from webinar.kit.numerals import comma
from webinar.live.steps import record_words as names
from webinar.results.protocol import phrases
from webinar.results.protocol.compose_ballots import ballots
from webinar.results.protocol.phrases import (
    day,
    moment,
    named,
    number,
    own_words,
    plain,
    share,
    worded,
)
from webinar.results.protocol.record import Copy, OwnerRecord, Record, StepRecord


def steps(record: Record, language: str) -> list[Block]:
    """Return the agreed steps with all their details, then the others."""
    blocks: list[Block] = [Heading(1, plain(_("Agreed next steps"))), *_terms(record)]
    agreed = [step for step in record.steps if step.group == "agreed"]
    if agreed:
        blocks.append(_overview(agreed, language))
    else:
        blocks.append(Para(plain(_("No next step was agreed."))))
    for step in agreed:
        blocks += _step(step, language)
    others = {
        "not_agreed": (_("Proposed, not agreed"), _("All proposals were decided.")),
        "set_aside": (pgettext("steps", "Set aside"), ""),
        "merged": (pgettext("steps", "Merged with another step"), ""),
    }
    for group, (heading, empty_note) in others.items():
        group_steps = [step for step in record.steps if step.group == group]
        if group_steps or (empty_note and agreed):
            blocks.append(Heading(1, plain(heading)))
        if not group_steps and empty_note and agreed:
            blocks.append(Para(plain(empty_note)))
        for step in group_steps:
            blocks += _step(step, language)
    return blocks


def _terms(record: Record) -> list[Block]:
    terms = record.terms
    quorum_sentence = _(
        "At least %(share)s of those present had to answer (quorum).", share=share(terms.quorum)
    )
    if terms.shares_reasons:
        readers_sentence = _("Everybody in the session could read reasons, with the names.")
    elif record.copy is Copy.HOSTS:
        readers_sentence = _("Only those who ran the session could read reasons, with the names.")
    else:
        readers_sentence = _(
            "Only those who ran the session could read reasons: this copy has none."
        )
    rule_words = ": ".join((_("Rule"), names.rules()[terms.rule]))
    return [
        Para(plain(" ".join((f"{rule_words}.", quorum_sentence, readers_sentence))), quiet=True)
    ]


def _overview(agreed: list[StepRecord], language: str) -> Table:
    rows = [
        [
            plain(number(step.number)),
            [worded(step.text, language)],
            _owners_in_short(step),
            plain(day(step.due) or "—"),
        ]
        for step in agreed
    ]
    number_word = pgettext("column of numbers", "#")
    headings = [number_word, pgettext("in a table", "Step"), _("Owner"), _("Due date")]
    return Table(_("Agreed next steps"), headings, rows, widths=[10, 44, 28, 18])


def _owners_in_short(step: StepRecord) -> Line:
    owner_names = [owner_name(owner) for owner in step.owners if owner.state != "declined"]
    return phrases.joined(owner_names) if owner_names else plain("—")


def owner_name(owner: OwnerRecord) -> Words:
    """Return the owner's name, their role, or the name with the role."""
    if owner.name and owner.role:
        return named(f"{owner.name} ({owner.role})")
    return named(owner.name or owner.role)


def _step(step: StepRecord, language: str) -> list[Block]:
    heading = _("Step %(number)s", number=number(step.number))
    text = worded(step.text, language, strong=True)
    blocks: list[Block] = [Heading(2, plain(heading)), Para([text])]
    if phrases.is_other(step.text, language):
        blocks.append(Para(plain(_("Not translated into this language.")), quiet=True))
    blocks.append(Facts([Fact(name, line) for name, line in _facts(step, language) if line]))
    blocks += _wordings(step)
    return [*blocks, *ballots(step)]


def _facts(step: StepRecord, language: str) -> list[tuple[str, Line]]:
    original = next(iter(step.text))
    is_translated = worded(step.text, language).text != step.text[original]
    merged_number = "" if step.merged_into is None else number(step.merged_into)
    is_followed = step.group == "agreed"
    owners = [_owner_line(owner) for owner in step.owners]
    missing_value = plain("—") if is_followed else []
    proposal_time = moment(step.proposed_at)
    return [
        (
            _("Original, %(language)s", language=phrases.language(original)),
            [own_words(step.text[original], original)] if is_translated else [],
        ),
        (_("Status"), plain(names.states()[step.state])),
        (_("Merged with step"), plain(merged_number) if merged_number else []),
        (
            _("Proposed by"),
            [named(step.proposed_by), *plain(f"{comma()}{proposal_time}")],
        ),
        *((_("Owner"), owner) for owner in owners or [missing_value]),
        (_("Due date"), plain(day(step.due)) if step.due else missing_value),
        (_("Check back"), plain(day(step.check_back)) if step.check_back else []),
        (_("Indicator"), [named(step.indicator)] if step.indicator else []),
        (_("Evidence wanted"), [named(step.evidence)] if step.evidence else []),
        (_("Agreed on"), plain(moment(step.decided_at)) if step.decided_at else []),
    ]


def _owner_line(owner: OwnerRecord) -> Line:
    name = owner_name(owner)
    at = moment(owner.answered_at)
    if owner.state == "asked":
        asked_words = pgettext("an owner", "asked, has not answered")
        return [name, *plain(f" — {asked_words}")]
    if owner.state == "declined":
        declined_words = _("declined, %(time)s", time=at)
        line = [name, *plain(f" — {declined_words}")]
        return [*line, *plain(": "), named(owner.reason)] if owner.reason else line
    if owner.paper_by:
        paper_words = _("accepted on paper, %(time)s; recorded by:", time=at)
        return [name, *plain(f" — {paper_words} "), named(owner.paper_by)]
    accepted_words = _("accepted on their own device, %(time)s", time=at)
    return [name, *plain(f" — {accepted_words}")]


def _wordings(step: StepRecord) -> list[Block]:
    """Return the wordings; none if there is only one, which stands above already."""
    if len(step.wordings) < 2:
        return []
    items = []
    for wording in step.wordings:
        kind = _("original") if wording.is_original else _("translation")
        version = _("Version %(number)s", number=number(wording.version))
        description = comma().join((version, kind, phrases.language(wording.language)))
        author: Line = [*plain(" ("), named(wording.by), *plain(f"{comma()}{moment(wording.at)})")]
        items.append(
            [*plain(f"{description}: "), own_words(wording.text, wording.language), *author]
        )
    return [Heading(3, plain(_("Wordings"))), Bullets(items)]


def signatures(record: Record) -> list[Block]:
    """Return a line to sign for the chair, the rapporteur, and each owner of an agreed step."""
    rows = [
        Signature(pgettext("of a session, who signs", "Chair"), []),
        Signature(pgettext("of a session, who signs", "Rapporteur"), []),
    ]
    steps_by_owner: dict[str, list[int]] = {}
    words_by_owner: dict[str, Words] = {}
    for step in record.steps:
        for owner in step.owners:
            if step.group == "agreed" and owner.state != "declined":
                name = owner_name(owner)
                steps_by_owner.setdefault(name.text, []).append(step.number)
                words_by_owner[name.text] = name
    for name_text, numbers in steps_by_owner.items():
        part = ngettext(
            "Owner of step %(numbers)s",
            "Owner of steps %(numbers)s",
            len(numbers),
            numbers=comma().join(map(number, numbers)),
        )
        rows.append(Signature(part, [words_by_owner[name_text]]))
    block = Signatures(
        name=_("Name"), signature=pgettext("by hand", "Signature"), date=_("Date"), rows=rows
    )
    return [Heading(1, plain(_("Signatures"))), block]
