import { recordParams } from '../../../src/contract/history.schema.ts';
import { streamChanges } from '../../../src/contract/history.ts';
import { type Api, bind } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { requireRecord } from '../history/records.ts';
import { createLiveHub, type LiveHub } from './hub.ts';

export function registerLive(api: Api, hub: LiveHub = createLiveHub(api.deps)): void {
  bind(
    api,
    streamChanges,
    {
      access: 'user',
      params: recordParams,
      status: 200,
      tag: 'History',
      summary: 'Changes of a record as they happen (text/event-stream)',
    },
    async ({ scope: { actor, read }, input: { params }, c }) => {
      // As the database writes ids, because changes are announced by them.
      const record = { ...params, id: params.id.toLowerCase() };
      await read((tx) => requireRecord(tx, actor, record));
      const request = c.req.raw;
      const isLoggedIn = () =>
        api.authenticator.user(request).then(
          ({ id }) => id === actor.id,
          () => false,
        );
      // Nginx collects answers unless told not to.
      return new Response(await hub.open(record, { userId: actor.id, staff: actor.role === 'staff', isLoggedIn }), {
        headers: { ...headersFor('text/event-stream'), 'X-Accel-Buffering': 'no' },
      });
    },
  );
}
