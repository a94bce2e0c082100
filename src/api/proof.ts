import type { Challenge, Proof } from '../contract/embeds.ts';
import { toHex } from './client.ts';

const toBytes = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * Solves a challenge: counts up until the key derived from nonce and counter starts with the given bytes. The exact encoding is described in
 * server/modules/embeds/proof.ts. Needs WebCrypto, which browsers offer on secure pages only.
 */
export async function solve(challenge: Challenge): Promise<string> {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const { subtle } = crypto;
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt: toBytes(salt), iterations: cost };
  for (let counter = 0; ; counter++) {
    const password = toBytes(nonce + counter.toString(16).padStart(8, '0'));
    const key = await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = toHex(await subtle.deriveBits(algorithm, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) {
      const proof: Proof = { challenge, solution: { counter, derivedKey } };
      return btoa(JSON.stringify(proof));
    }
  }
}
