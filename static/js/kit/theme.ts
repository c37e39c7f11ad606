/** Gives a page the light or the dark theme, whatever this computer prefers. */

const SCHEME_CONDITION = /\(prefers-color-scheme:\s*(light|dark)\)/g;

/** The condition of each rule before it was changed. */
const originalConditions = new WeakMap<MediaList, string>();

export type Theme = "light" | "dark";

export function setTheme(page: Document, theme: Theme) {
  for (const sheet of page.styleSheets) setRules(sheet.cssRules, theme);
  page.documentElement.style.colorScheme = theme;
}

function setRules(rules: CSSRuleList, theme: Theme) {
  for (const item of rules) {
    // `instanceof` fails for a framed page: the rule belongs to another window, with classes of its own.
    const rule = item as Partial<CSSMediaRule & CSSImportRule>;
    if (rule.media) {
      const text = originalConditions.get(rule.media) ?? rule.media.mediaText;
      originalConditions.set(rule.media, text);
      const condition = text.replace(SCHEME_CONDITION, (_, scheme) => (scheme === theme ? "(min-width: 0)" : "(max-width: 0)"));
      if (condition !== text) rule.media.mediaText = condition;
    }
    if (rule.cssRules) setRules(rule.cssRules, theme);
    if (rule.styleSheet) setRules(rule.styleSheet.cssRules, theme);
  }
}
