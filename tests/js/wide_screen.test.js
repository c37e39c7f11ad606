// Scripts and style sheets agree on the width from which a place stands beside the slide.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { WIDE_SCREEN } from "../../static/js/kit/wide_screen.ts";

test("the room's style sheet has the width of its script", () => {
  assert.ok(readFileSync("static/css/room/room.css", "utf8").includes(`@media ${WIDE_SCREEN}`));
});
