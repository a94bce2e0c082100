import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Deps } from '../deps.ts';
import { newChallenge } from '../modules/embeds/proof-of-work.ts';

/** A solved proof of work, as the form sends it. */
export async function solvedProof(deps: Deps, embedKey: string): Promise<string> {
  const challenge = await newChallenge(deps, embedKey);
  const solution = await solveChallenge({ challenge, deriveKey });
  return btoa(JSON.stringify({ challenge, solution }));
}
