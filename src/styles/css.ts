/** A style sheet of elements. */
export interface Styles {
  readonly styleSheet: CSSStyleSheet | undefined;
}

export type StyleGroup = Styles | readonly StyleGroup[];

/**
 * Declares a style sheet. Lit's own `css` carries two ways for browsers without adopted style sheets; `light-dark()`, which the styles need, is younger
 * than those.
 */
export const css = ([text = '']: TemplateStringsArray): Styles => {
  const styleSheet = new CSSStyleSheet();
  styleSheet.replaceSync(text);
  return { styleSheet };
};
