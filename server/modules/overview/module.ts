import { overviewSchema } from '../../../src/contract/overview.schema.ts';
import { getOverview } from '../../../src/contract/overview.ts';
import { type Api, binder } from '../../http/bind.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { ServerModule } from '../module.ts';
import { overviewJson } from './overview.store.ts';

export const overviewModule: ServerModule = { routes: registerOverview };

function registerOverview(api: Api): void {
  const bind = binder(api, 'user', 'Overview');
  bind(
    getOverview,
    { output: overviewSchema, summary: 'All counters of the portal' },
    async ({ scope: { actor, read } }) => new RawJson(await read((tx) => overviewJson(tx, actor, api.deps.clock()))),
  );
}
