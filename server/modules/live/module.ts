import { recordParams } from '../../../src/contract/history.schema.ts';
import { streamChanges } from '../../../src/contract/history.ts';
import { type Api, binder } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { type Records, requireRecord } from '../history/records.ts';
import { viewerId } from '../identity/visibility.ts';
import type { ServerModule } from '../module.ts';
import { createLiveHub } from './live.hub.ts';

export const liveModule: ServerModule = { routes: (api, { records }) => registerLive(api, records) };

function registerLive(api: Api, records: Records): void {
  const bind = binder(api, 'participant', 'History');
  const hub = createLiveHub(api.deps);

  bind(
    streamChanges,
    { params: recordParams, status: 200, summary: 'Changes of a record as they happen (text/event-stream)' },
    async ({ scope: { actor, read }, input: { params }, c }) => {
      // In lower case, as in the notifications of the database.
      const record = { ...params, id: params.id.toLowerCase() };
      await read((tx) => requireRecord(records, tx, actor, record));
      const request = c.req.raw;
      const viewer = viewerId(actor);
      const isLoggedIn = () =>
        api.authenticator.participant(request).then(
          (now) => viewerId(now) === viewer,
          () => false,
        );
      const stream = await hub.open(record, { viewer, staff: actor.role === 'staff', isLoggedIn });
      // `X-Accel-Buffering` keeps nginx from collecting the answer.
      return new Response(stream, { headers: { ...headersFor('text/event-stream'), 'X-Accel-Buffering': 'no' } });
    },
  );
}
