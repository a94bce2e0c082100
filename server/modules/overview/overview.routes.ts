import { overviewSchema } from '../../../src/contract/overview.schema.ts';
import { getOverview } from '../../../src/contract/overview.ts';
import { type Api, binder } from '../../http/bind.ts';
import { rawJson } from '../../http/raw-json.ts';
import { overviewJson } from './overview.store.ts';

export function registerOverview(api: Api): void {
  const bind = binder(api, 'user', 'Overview');
  bind(
    getOverview,
    { output: overviewSchema, summary: 'All counters of the portal' },
    async ({ scope: { actor, read } }) => rawJson(await read((tx) => overviewJson(tx, actor, api.deps.clock()))),
  );
}
