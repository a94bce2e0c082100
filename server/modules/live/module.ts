import { recordParams } from '../../../src/contract/history.schema.ts';
import { streamChanges } from '../../../src/contract/history.ts';
import { type Api, binder } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { type Records, requireRecord } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { createLiveHub } from './live.hub.ts';

export const liveModule: ServerModule = { routes: (api, { records }) => registerLive(api, records) };

function registerLive(api: Api, records: Records): void {
  const bind = binder(api, 'user', 'History');
  const hub = createLiveHub(api.deps);

  bind(
    streamChanges,
    { params: recordParams, status: 200, summary: 'Changes of a record as they happen (text/event-stream)' },
    async ({ scope: { actor, read }, input: { params }, c }) => {
      // In lower case, as in the notifications of the database.
      const record = { ...params, id: params.id.toLowerCase() };
      await read((tx) => requireRecord(records, tx, actor, record));
      const request = c.req.raw;
      const isLoggedIn = () =>
        api.authenticator.user(request).then(
          ({ id }) => id === actor.id,
          () => false,
        );
      const stream = await hub.open(record, { userId: actor.id, staff: actor.role === 'staff', isLoggedIn });
      // `X-Accel-Buffering` keeps nginx from collecting the answer.
      return new Response(stream, { headers: { ...headersFor('text/event-stream'), 'X-Accel-Buffering': 'no' } });
    },
  );
}
