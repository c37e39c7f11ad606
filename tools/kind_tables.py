"""Writes static/js/live/polls/kinds/all.ts, the tables of the kinds of polls for scripts.

`python -m tools.wire_types` calls it. Each kind has a module of its own beside these tables.
"""

from __future__ import annotations

from tools.stamps import ROOT
from webinar.content.lessons.poll_kinds import PollKind

TABLES = ROOT / "static/js/live/polls/kinds/all.ts"
HEAD = """\
/**
 * All kinds of polls. Written by python -m tools.wire_types.
 * The build leaves out of a bundle the tables that it does not use.
 */

import type { PollKind } from "../../../room/engine/types.ts";
import type { Hosted, Interaction } from "./hosted.ts";
import type { Figures, Kind } from "./kind.ts";
"""


def tables_page() -> str:
    """Return the content that all.ts should have."""
    imports = "".join(f'import * as {kind} from "./{kind}.ts";\n' for kind in PollKind)
    tables = (
        _table("KINDS", "Kind", "kind"),
        _table("FIGURES", "Figures | undefined", "figures"),
        _table("INTERACTIONS", "Interaction", "interaction"),
        _table("HOSTED", "Hosted", "hosted"),
    )
    return HEAD + imports + "".join(tables)


def _table(name: str, of: str, part: str) -> str:
    rows = "".join(f"  {kind}: {kind}.{part},\n" for kind in PollKind)
    return f"\nexport const {name}: Record<PollKind, {of}> = {{\n{rows}}};\n"
