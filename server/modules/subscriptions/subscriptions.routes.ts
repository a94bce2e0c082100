import * as schemas from '../../../src/contract/subscriptions.schema.ts';
import * as operations from '../../../src/contract/subscriptions.ts';
import { type Api, bind } from '../../http/bind.ts';
import { listSubscriptions, lookUpModules } from './subscriptions.service.ts';

const tag = 'Subscriptions';
const access = 'user';

export function registerSubscriptions(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.listSubscriptions,
    {
      access,
      query: schemas.listSubscriptionsQuery,
      output: schemas.subscriptionListSchema,
      tag,
      summary: 'Subscriptions with their lines, by instance',
    },
    ({ scope, input: { query } }) => listSubscriptions(deps, scope, query),
  );

  bind(
    api,
    operations.lookUpModules,
    {
      access,
      query: schemas.lookUpModulesQuery,
      output: schemas.lookupSchema,
      tag,
      summary: 'Whether modules, functions and configurations are installed, by words',
    },
    ({ scope, input: { query } }) => lookUpModules(deps, scope, query),
  );
}
