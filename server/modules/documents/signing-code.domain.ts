import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '../identity/secrets.ts';

/** Minutes a code is good for. */
export const CODE_MINUTES = 15;

/** What a code belongs to: a signer, the very PDF they were shown, and one mail. */
export interface CodeSubject {
  signerId: string;
  sha256: string;
  salt: string;
}

/** Six digits. Derived, so that no code is kept anywhere. */
export function signingCode(secret: string, { signerId, sha256, salt }: CodeSubject): string {
  const digest = createHmac('sha256', deriveKey(secret, 'signing-code'))
    .update(`${signerId} ${sha256} ${salt}`)
    .digest();
  return String(digest.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares in constant time. */
export function isSigningCode(secret: string, subject: CodeSubject, code: string): boolean {
  const expected = Buffer.from(signingCode(secret, subject));
  const actual = Buffer.from(code);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
