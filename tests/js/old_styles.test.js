// Style sheets use only features that the oldest supported browsers know or can do without. A browser
// skips a declaration, rule or block that it does not know: the list names each such feature and what
// its readers get instead. Values are judged only by their units and functions: keywords mean
// different things in different properties.

import assert from "node:assert/strict";
import { test } from "node:test";

import { builtFiles, lackingIn, readCompat } from "./compat.js";

const WITHOUT = {
  // Rules and blocks.
  ":backdrop": "the page behind a dialog stays as bright as it is",
  ":details-content": "folded parts stay folded on paper",
  ":focus-visible": "the browser's own ring, also for the mouse",
  ":has": "room.css, base.css: elements that depend on it look as in their other state; a choice shows its own mark",
  ":is": "the pages of hosts and authors: sizes and colours",
  ":marker": "the marks of lists have the colour of the text",
  ":not() of several": "a chart of the desk has more words at its foot",
  ":where": "figures of lists in Dari are Latin; a fold of the desk is as high as its words",
  "@container": "charts of the desk are laid out as for a wide screen",
  "@media (forced-colors)": "with forced colours, marks and borders have the browser's own colours",
  "@media (scripting)": "parts for pages without scripts are shown with scripts, too; .unscripted hides by itself",
  "@page": "the cards of a cohort are printed with the browser's own margins",
  // Declarations.
  "accent-color": "ticks are blue",
  "aspect-ratio": "the stage is as high as its content",
  "border-block": "two lines are missing",
  "border-end-end-radius": "square corners",
  "border-end-start-radius": "square corners",
  "color-scheme": "scroll bars and fields are light in the dark look",
  "container-type": "see @container",
  "content-visibility": "see :details-content",
  "forced-color-adjust": "see @media (forced-colors)",
  "hyphenate-limit-chars": "short words are hyphenated, too",
  "inset-inline": "menus of hosts stand at the other end",
  "inset-inline-end": "a mark stands beside its word; menus are placed by base.css behind @supports",
  "inset-inline-start": "a number stands beside its word and not above it",
  "overflow-anchor": "Safari has no scroll anchoring that could be turned off",
  "overscroll-behavior": "a list that is at its end scrolls the page",
  page: "see @page",
  "print-color-adjust": "Firefox 78 has it by another name: charts are printed without their colours",
  "scroll-behavior": "pages jump",
  "scroll-margin-block-start": "the target of a jump may lie under a sticky bar",
  "scroll-padding-block": "a focused element may lie under a sticky bar",
  "scroll-padding-block-start": "a focused element may lie under a sticky bar",
  "text-decoration-thickness": "thin lines under links",
  "text-size-adjust": "Safari has it by another name, Firefox needs none",
  "text-underline-offset": "lines close under links",
  "text-wrap": "the last line of a title may be short",
  // Values.
  "color-mix()": "a break in a chart has no colour of its own",
  cqh: "the stage: letters do not grow with the window, as docs/presenting.md says",
};

const UNITS = {
  container_query_length_units: /\d(cq(?:w|h|i|b|min|max))\b/,
  viewport_percentage_units_dynamic: /\d(dv(?:w|h|i|b|min|max))\b/,
  viewport_percentage_units_large: /\d(lv(?:w|h|i|b|min|max))\b/,
  viewport_percentage_units_small: /\d(sv(?:w|h|i|b|min|max))\b/,
  lh: /\d(r?lh)\b/,
};

const { css } = readCompat();

test("style sheets need nothing that an old browser lacks", () => {
  const used = builtFiles(".css").flatMap(({ name, text }) => usesIn(text).map((use) => ({ ...use, file: name })));

  const lacking = used.filter(({ compat, prefixes }) => lackingIn(compat, prefixes).length);

  const unforeseen = lacking.filter(({ name }) => !(name in WITHOUT));
  const messages = unforeseen.map(({ name, file, compat }) => `${name} in ${file}: not in ${lackingIn(compat)}`);
  assert.deepEqual([...new Set(messages)], []);
  const names = new Set(lacking.map(({ name }) => name));
  assert.deepEqual(Object.keys(WITHOUT).filter((name) => !names.has(name)), [], "no longer needed");
});

test("no unknown selector makes an old browser drop the others of its rule", () => {
  const spoiltRules = builtFiles(".css").flatMap(({ name, text }) => spoilt(text).map((rule) => `${rule} in ${name}`));

  assert.deepEqual(spoiltRules, []);
});

test("a feature behind a query, or after an older fallback, is allowed", () => {
  const names = (text) => usesIn(text).map(({ name }) => name);

  assert.deepEqual(names("@supports (inset:0){.a{inset:0}}.b{inset:1px}"), ["@supports", "inset"]);
  assert.deepEqual(names(".a{height:100vh;height:100dvh}.b{height:1dvh}"), ["height", "height", "height", "dvh"]);
  assert.deepEqual(names("@media (min-width:9em){.a:not(.b,.c)::before{content:'x{'}}"), [
    "@media", "@media (width)", ":not", ":before", ":not() of several", "content",
  ]);
  assert.deepEqual(spoilt(".a:hover,.a:has(b){color:red}.c:has(b),.d:has(b){color:red}"), [".a:hover,.a:has(b)"]);
});

/** Everything judged by name; `compat` is MDN's data on it. */
function usesIn(text, query = "") {
  const declared = [...partsOf(text)].flatMap(([head, body]) => (body === null ? [declaration(head)] : []));
  const prefixes = (name) => declared.flatMap((declaration) => (declaration.name.endsWith(`-${name}`) ? [declaration.name.slice(0, -name.length)] : []));
  const seenNames = new Set();
  return [...partsOf(text)].flatMap(([head, body]) => {
    if (body === null) {
      const { name, value } = declaration(head);
      if (name.startsWith("-") || head.startsWith("@") || query.includes(name)) return [];
      assert.ok(css.properties[name], `no property: ${name}`);
      const values = seenNames.has(name) ? [] : valuesIn(value);
      seenNames.add(name);
      return [{ name, compat: css.properties[name].__compat, prefixes: prefixes(name) }, ...values];
    }
    if (!head.startsWith("@")) return [...selectorsIn(head), ...usesIn(body, query)];
    const [, name, about] = /^@(?:-\w+-)?([\w-]+)\s*([^]*)$/.exec(head);
    const rule = { name: `@${name}`, compat: css["at-rules"][name]?.__compat };
    const features = name === "media" ? mediaIn(about) : [];
    // Its parts are not selectors.
    const inside = name === "keyframes" ? [...partsOf(body)].flatMap(([, step]) => usesIn(step ?? "", query)) : usesIn(body, name === "supports" ? query + about : query);
    return [rule, ...features, ...inside];
  });
}

function declaration(head) {
  const [name, ...value] = head.split(":");
  return { name: name.trim(), value: withoutTexts(value.join(":")) };
}

function valuesIn(value) {
  const functions = [...value.matchAll(/([a-z][\w-]*)\(/g)].flatMap(([, name]) => {
    const compat = (css.types[name] ?? css.types.color[name])?.__compat;
    return compat ? [{ name: `${name}()`, compat }] : [];
  });
  const units = Object.entries(UNITS).flatMap(([key, form]) => {
    const [, unit] = form.exec(value) ?? [];
    return unit ? [{ name: unit, compat: css.types.length[key].__compat }] : [];
  });
  return [...functions, ...units];
}

function mediaIn(about) {
  return [...about.matchAll(/\(\s*(?:min-|max-)?([a-z-]+)/g)].flatMap(([, name]) => {
    const feature = css["at-rules"].media[name];
    return feature ? [{ name: `@media (${name})`, compat: feature.__compat }] : [];
  });
}

function selectorsIn(head) {
  const plain = withoutTexts(head).replace(/\[[^\]]*\]/g, "");
  const pseudos = [...plain.matchAll(/::?([a-z][\w-]*)/g)].map(([all, name]) => {
    assert.ok(css.selectors[name], `no selector: ${all} in ${head}`);
    return { name: `:${name}`, compat: css.selectors[name].__compat };
  });
  const list = { name: ":not() of several", compat: css.selectors.not.selector_list.__compat };
  return /:not\([^)]*,/.test(plain) ? [...pseudos, list] : pseudos;
}

/** Rules that an old browser skips although it knows some of their selectors. */
function spoilt(text) {
  return [...partsOf(text)].flatMap(([head, body]) => {
    if (body === null || /^@(-\w+-)?(keyframes|font-face)/.test(head)) return [];
    if (head.startsWith("@")) return spoilt(body);
    const lists = splitAt(head, ",").map((part) => selectorsIn(part).flatMap(({ compat }) => lackingIn(compat)));
    const isMixed = lists.some((lacks) => lacks.includes("chrome80")) && lists.some((lacks) => !lacks.length);
    return isMixed ? [head] : [];
  });
}

/** Declarations (without a body), rules and at-rules at this depth. @returns {Iterable<[string, string | null]>} */
function partsOf(text) {
  return splitAt(text.replace(/\/\*[^]*?\*\//g, ""), ";").map((part) => {
    const open = withoutTexts(part).indexOf("{");
    return open < 0 ? [part.trim(), null] : [part.slice(0, open).trim(), part.slice(open + 1, -1)];
  });
}

/** The length stays the same. @param {string} text */
const withoutTexts = (text) => text.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'/g, (literal) => "_".repeat(literal.length));

/** Split at this sign outside strings and brackets; a block also ends its part. */
function splitAt(text, sign) {
  const parts = [];
  let start = 0;
  let depth = 0;
  const plain = withoutTexts(text);
  for (let at = 0; at < plain.length; at += 1) {
    if ("({[".includes(plain[at])) depth += 1;
    if (")}]".includes(plain[at])) depth -= 1;
    const isEnd = plain[at] === "}" && sign === ";";
    if (depth || !(plain[at] === sign || isEnd)) continue;
    parts.push(text.slice(start, isEnd ? at + 1 : at));
    start = at + 1;
  }
  return [...parts, text.slice(start)].filter((part) => part.trim());
}
