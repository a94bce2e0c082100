import { html, type TemplateResult } from 'lit';

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'„“”‘’«»\u202a-\u202e\u2066-\u2069]+/gi;

/** Characters that turn the direction of text around, with which `gpj.exe` passes for `exe.jpg`. */
export const withoutBidi = (text: string): string =>
  text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');

/** A link to another page, which learns nothing about this one; plain text unless it leads to http, https or mail. */
export const safeLink = (url: string, text = url): TemplateResult | string =>
  /^(https?|mailto):/i.test(url) && URL.canParse(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
    : text;

/** A link that writes to an address; what looks like a header in it stays part of the address. */
export const mailLink = (address: string, content: unknown = address): TemplateResult =>
  html`<a href="mailto:${address.replace(/[^\w.@+-]/g, encodeURIComponent)}">${content}</a>`;

/** Text as somebody wrote it, with its addresses as links. Show it with `white-space: pre-wrap`. */
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

/** Without the punctuation of the sentence around it; a bracket belongs to the address if it was opened in it. */
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
