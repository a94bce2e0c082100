import { assert } from '@open-wc/testing';
import { attachmentSchema } from '../contract/history.schema.ts';
import { createUpload } from '../contract/history.ts';
import { accessTokenSchema } from '../contract/session.schema.ts';
import { exchangeHostToken } from '../contract/session.ts';
import { API, mock, mockNetwork, requestsOf } from '../internal/testing/network.ts';
import { uuid } from '../internal/testing/samples.ts';
import { Client } from './client.ts';
import { upload } from './upload.ts';

describe('upload', () => {
  mockNetwork();

  it('sends nothing when it was given up before the access token came', async () => {
    mock(createUpload, attachmentSchema, () => ({ id: uuid(1), name: 'a.txt', size: 1, type: 'text/plain' }));
    const abort = new AbortController();
    mock(exchangeHostToken, accessTokenSchema, () => {
      abort.abort();
      return { accessToken: 'access', expiresIn: 600 };
    });
    const client = new Client(API, async () => 'host token');
    const file = new File(['a'], 'a.txt');
    const error = await upload(
      client,
      createUpload,
      { query: { name: file.name } },
      file,
      () => {},
      abort.signal,
    ).catch((thrown: Error) => thrown);
    assert.equal((error as Error).name, 'AbortError');
    assert.equal(requestsOf(createUpload).length, 0);
  });
});
