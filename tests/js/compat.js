// Looks up MDN's compatibility data for the oldest browsers that our pages support.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { TARGET } from "../../tools/targets.mjs";

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const DIST = path.join(ROOT, "static/dist");
const DATA = path.join(ROOT, "node_modules/@mdn/browser-compat-data/data.json");

/** All of it: `api`, `javascript`, `css` and more. */
export function readCompat() {
  return JSON.parse(fs.readFileSync(DATA, "utf8"));
}

/** The built files with this ending, which browsers load: name and text of each. */
export function builtFiles(ending) {
  const names = fs.readdirSync(DIST).filter((name) => name.endsWith(ending));
  return names.map((name) => ({ name, text: fs.readFileSync(path.join(DIST, name), "utf8") }));
}

/** The browsers of `TARGET` that lack it. `prefixes`: vendor prefixes also in use. */
export function lackingIn(compat, prefixes = []) {
  return TARGET.filter((browser) => !has(compat, browser, prefixes));
}

/** A feature without a table of its own counts as supported everywhere. @param {any} compat @param {string} target */
export function has(compat, target, prefixes = []) {
  const [, browser, version] = /^([a-z]+)([\d.]+)$/.exec(target);
  const isUpTo = (added) => compare(added.replace("≤", ""), version) <= 0;
  return [compat?.support[browser] ?? { version_added: "1" }].flat().some((entry) => {
    if (!entry.version_added || entry.version_added === "preview") return false;
    if (entry.flags || entry.alternative_name || (entry.prefix && !prefixes.includes(entry.prefix))) return false;
    return isUpTo(entry.version_added) && !(entry.version_removed && isUpTo(entry.version_removed));
  });
}

function compare(added, wanted) {
  const [first, second] = [added, wanted].map((version) => version.split(".").map(Number));
  return first[0] - second[0] || (first[1] ?? 0) - (second[1] ?? 0);
}
