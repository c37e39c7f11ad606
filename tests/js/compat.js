// MDN's compatibility data, looked up for the oldest browsers that our pages support.
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
  return [compat?.support[browser] ?? { version_added: "1" }].flat().some((one) => {
    if (!one.version_added || one.version_added === "preview") return false;
    if (one.flags || one.alternative_name || (one.prefix && !prefixes.includes(one.prefix))) return false;
    return isUpTo(one.version_added) && !(one.version_removed && isUpTo(one.version_removed));
  });
}

function compare(one, other) {
  const [first, second] = [one, other].map((version) => version.split(".").map(Number));
  return first[0] - second[0] || (first[1] ?? 0) - (second[1] ?? 0);
}
