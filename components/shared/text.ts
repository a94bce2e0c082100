import { html, type TemplateResult } from 'lit';

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'„“”‘’«»\u202a-\u202e\u2066-\u2069]+/gi;

/** Removes the characters that change the direction of text, with which a file `gpj.exe` could pass for `exe.jpg`. */
export const withoutBidi = (text: string): string =>
  text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');

/** A link that opens a new tab and sends no referrer; plain text unless the address is one of http, https or mailto. */
export const safeLink = (url: string, text = url): TemplateResult | string =>
  /^(https?|mailto):/i.test(url) && URL.canParse(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
    : text;

/** A mailto link. Characters that could add headers to the mail are escaped. */
export const mailLink = (address: string, content: unknown = address): TemplateResult =>
  html`<a href="mailto:${address.replace(/[^\w.@+-]/g, encodeURIComponent)}">${content}</a>`;

/** Text that somebody wrote, with its web addresses as links. To be shown with `white-space: pre-wrap`. */
export function linked(text: string): (TemplateResult | string)[] {
  const parts: (TemplateResult | string)[] = [];
  let end = 0;
  for (const { 0: match, index } of text.matchAll(LINK)) {
    const url = trimmed(match);
    parts.push(text.slice(end, index), safeLink(url));
    end = index + url.length;
  }
  return [...parts, text.slice(end)];
}

/** Removes the punctuation of the surrounding sentence from the end of an address. A closing bracket stays if it was opened within the address. */
function trimmed(url: string): string {
  let end = url.length;
  const open = [url.split('(').length - url.split(')').length, url.split('[').length - url.split(']').length];
  for (; end; end--) {
    const last = url[end - 1] ?? '';
    const bracket = ')]'.indexOf(last);
    const surplus = open[bracket];
    if (surplus !== undefined && surplus < 0) open[bracket] = surplus + 1;
    else if (surplus !== undefined || !/[.,;:!?*_]/.test(last)) break;
  }
  return url.slice(0, end);
}
