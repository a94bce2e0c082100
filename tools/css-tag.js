// Stands in for @lit/reactive-element/css-tag.js in the bundles, see bundle.ts.

export class CSSResult {
  #sheet;

  constructor(cssText) {
    this.cssText = cssText;
  }

  get styleSheet() {
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      this.#sheet.replaceSync(this.cssText);
    }
    return this.#sheet;
  }
}

export const unsafeCSS = (text) => new CSSResult(text);

export const css = (strings, ...values) =>
  unsafeCSS(strings.reduce((text, string, i) => text + (values[i - 1].cssText ?? values[i - 1]) + string));

export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};

export const getCompatibleStyle = (style) => style;

export const supportsAdoptingStyleSheets = true;
