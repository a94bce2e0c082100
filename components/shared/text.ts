import { html, type TemplateResult } from 'lit';

const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'\u202a-\u202e\u2066-\u2069]+/gi;
const BRACKETS: Record<string, string> = { ')': '(', ']': '[' };

/** Characters that turn the direction of text around, with which `gpj.exe` passes for `exe.jpg`. */
export const withoutBidi = (text: string): string =>
  text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '');

/** A link to another page, which learns nothing about this one; plain text unless it leads to http, https or mail. */
export const safeLink = (url: string, text = url): TemplateResult | string =>
  /^(https?|mailto):/i.test(url) && URL.canParse(url)
    ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`
    : text;

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
  const last = url.at(-1) ?? '';
  const opening = BRACKETS[last];
  const outside = opening ? url.split(last).length > url.split(opening).length : /[.,;:!?*_]/.test(last);
  return outside ? trimmed(url.slice(0, -1)) : url;
}
