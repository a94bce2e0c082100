import { assert } from '@open-wc/testing';
import { listStaff } from '../contract/session.ts';
import { API, mock, mockNetwork, problem } from '../internal/testing/network.ts';
import { ProblemError } from './client.ts';

describe('the client', () => {
  mockNetwork();

  it('throws what another bundle on the page knows as a problem too', async () => {
    // The same module under another address is another one, like that of a second version of the package.
    const otherBundle = './client.ts?bundle=other';
    const other: typeof import('./client.ts') = await import(otherBundle);
    assert.notEqual<unknown>(other.ProblemError, ProblemError);
    mock(listStaff, undefined, () => problem(403, 'forbidden'));
    const error = await new other.Client(API).call(listStaff).catch((thrown: unknown) => thrown);
    assert.instanceOf(error, ProblemError);
    for (const foreign of [new Error('problem'), undefined, null, 'problem'])
      assert.notInstanceOf(foreign, ProblemError);
  });
});
