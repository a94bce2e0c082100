import { domainToASCII } from 'node:url';
import { EMAIL_MAX } from '../../../src/contract/limits.ts';

const LOCAL_PART = /^[^\s\p{C}"(),.:;<>@[\\\]]+(?:\.[^\s\p{C}"(),.:;<>@[\\\]]+)*$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The form in which e-mail addresses are stored and compared: trimmed, NFC, ASCII letters in lower case, the domain in its ASCII form.
 * Nothing else is changed (no `+tag` removed, no dots, no look-alike letters replaced), because a similar address may be somebody else's.
 * Null when no mail could be sent to the text.
 */
export function normaliseEmail(text: string): string | null {
  if (!text.isWellFormed()) return null;
  const address = text.trim().normalize('NFC');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const domain = domainToASCII(address.slice(at + 1));
  const normalised = `${local}@${domain}`;
  return at > 0 && local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(domain) && normalised.length <= EMAIL_MAX
    ? normalised
    : null;
}
