import { assert } from '@open-wc/testing';
import { isProof, sampleChallenge } from '../internal/testing/form.ts';
import { solve } from './proof.ts';

describe('the proof of work', () => {
  it('is what the ALTCHA library accepts, whatever the counter', async () => {
    for (const counter of [0, 1, 255, 256, 300]) {
      assert.isTrue(await isProof(await solve(await sampleChallenge(counter))), `counter ${counter}`);
    }
  });

  it('is not accepted for another challenge', async () => {
    const { challenge, solution } = JSON.parse(atob(await solve(await sampleChallenge(5))));
    challenge.parameters.data.embedKey = 'pk_other';
    assert.isFalse(await isProof(btoa(JSON.stringify({ challenge, solution }))));
  });
});
