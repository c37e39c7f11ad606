import assert from "node:assert/strict";
import { test } from "node:test";

import { lowered } from "../../tools/lower_css.mjs";

for (const [source, expected] of [
  [".a { padding-inline: 1rem 2rem; }", ".a { padding-inline-start: 1rem; padding-inline-end: 2rem; }"],
  [".a{margin-inline:auto}", ".a{margin-inline-start: auto; margin-inline-end: auto}"],
  [".a {\n  margin-block: calc(-1 * var(--gap));\n}", ".a {\n  margin-top: calc(-1 * var(--gap)); margin-bottom: calc(-1 * var(--gap));\n}"],
  [".a { padding-block: 4rem calc(var(--dock, 3rem) + 1px); }", ".a { padding-top: 4rem; padding-bottom: calc(var(--dock, 3rem) + 1px); }"],
  [".a { inset-block-start: -6rem; }", ".a { top: -6rem; }"],
  [".a { inset-block: 0 1px; }", ".a { top: 0; bottom: 1px; }"],
  [".a { inset-inline: 0; }", ".a { left: 0; right: 0; }"],
]) {
  test(`an old browser understands ${source.replace(/\s+/g, " ")}`, () => {
    assert.equal(lowered(source), expected);
  });
}

test("declarations that need no older form, or have none, stay", () => {
  const css = ".a { padding-inline-start: 1rem; inset-inline-start: 0; inset-inline: 0 auto; --padding-block: 2px; } .padding-block:hover { color: red; }";

  assert.equal(lowered(css), css);
});
