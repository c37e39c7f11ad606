/** Gives a framed page the light or the dark theme, whatever this computer prefers. */

const ASKS = /\(prefers-color-scheme:\s*(light|dark)\)/g;

/** The condition of each rule before it was changed. */
const written = new WeakMap<MediaList, string>();

export type Theme = "light" | "dark";

export function setTheme(page: Document, theme: Theme) {
  for (const sheet of page.styleSheets) setRules(sheet.cssRules, theme);
  page.documentElement.style.colorScheme = theme;
}

function setRules(rules: CSSRuleList, theme: Theme) {
  for (const each of rules) {
    // A rule of another window is no instance of this window's class.
    const rule = each as Partial<CSSMediaRule & CSSImportRule>;
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
