// @ts-check
/** Gives a framed page the light or the dark look, whatever this computer prefers. */

const ASKS = /\(prefers-color-scheme:\s*(light|dark)\)/g;

/** What a rule said before it was touched. @type {WeakMap<MediaList, string>} */
const written = new WeakMap();

/** @typedef {"light" | "dark"} Theme */

/** @param {Document} page @param {Theme} theme */
export function setTheme(page, theme) {
  for (const sheet of page.styleSheets) setRules(sheet.cssRules, theme);
  page.documentElement.style.colorScheme = theme;
}

/** @param {CSSRuleList} rules @param {Theme} theme */
function setRules(rules, theme) {
  for (const each of rules) {
    // A rule of another window is no instance of this window's class.
    const rule = /** @type {Partial<CSSMediaRule & CSSImportRule>} */ (each);
    if (rule.media) {
      const text = written.get(rule.media) ?? rule.media.mediaText;
      written.set(rule.media, text);
      const answered = text.replace(ASKS, (_, asked) => (asked === theme ? "(min-width: 0)" : "(max-width: 0)"));
      if (answered !== text) rule.media.mediaText = answered;
    }
    if (rule.cssRules) setRules(rule.cssRules, theme);
    if (rule.styleSheet) setRules(rule.styleSheet.cssRules, theme);
  }
}
