import type { CSSResult, LitElement } from 'lit';

/** Adds styles that are loaded on demand to an element that was defined without them. */
export function adoptStyles({ renderRoot }: LitElement, ...styles: CSSResult[]): void {
  const { adoptedStyleSheets } = renderRoot as ShadowRoot;
  for (const { styleSheet } of styles) if (styleSheet) adoptedStyleSheets.push(styleSheet);
}
