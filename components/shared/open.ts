import { html, type TemplateResult } from 'lit';

/** Whether a click opens a link in another tab or window, which is the browser's business. */
export const opensElsewhere = ({ currentTarget, ctrlKey, metaKey, shiftKey, altKey }: MouseEvent): boolean =>
  currentTarget instanceof HTMLAnchorElement && (ctrlKey || metaKey || shiftKey || altKey);

/** What opens a row of a list: a link where the page said where the record is, else a button. Style sheet: `listStyles`. */
export const openControl = (
  label: unknown,
  href: string | undefined,
  tabindex: number,
  open: (event: MouseEvent) => void,
): TemplateResult =>
  href
    ? html`<a class="open" href=${href} tabindex=${tabindex} @click=${open}>${label}</a>`
    : html`<button class="open" type="button" tabindex=${tabindex} @click=${open}>${label}</button>`;

/** The address of a record, from a pattern with `{id}` or `{number}`. */
export const hrefOf = (
  pattern: string | undefined,
  { id, number = '' }: { id: string; number?: string },
): string | undefined =>
  pattern?.replace('{id}', encodeURIComponent(id)).replace('{number}', encodeURIComponent(number));
