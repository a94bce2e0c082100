import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../identity/secrets.ts';

/** Tries per code: guessing one of a million succeeds once in 200,000 tickets. */
export const CODE_ATTEMPTS = 5;
/** Milliseconds a code is good for. */
export const CODE_LIFETIME = 24 * 60 * 60 * 1000;

/** The six digits that confirm the contact of a ticket. Derived, so that no code is kept anywhere. */
export function contactCode(secret: string, ticketId: string): string {
  const digest = createHmac('sha256', deriveKey(secret, 'contact-code')).update(ticketId).digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares in constant time. */
export function isContactCode(secret: string, ticketId: string, code: string): boolean {
  const expected = Buffer.from(contactCode(secret, ticketId));
  const actual = Buffer.from(code);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
