/**
 * Stands in for lit-html in scripts that write templates and leave the drawing to the page that loads them. Such a
 * template is what lit-html's own `html` returns.
 */

export const nothing = Symbol.for("lit-nothing");

export function html(strings: TemplateStringsArray, ...values: unknown[]) {
  return { _$litType$: 1, strings, values };
}
