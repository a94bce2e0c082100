import * as schemas from '../../../src/contract/subscriptions.schema.ts';
import * as operations from '../../../src/contract/subscriptions.ts';
import { type Api, binder } from '../../http/bind.ts';
import { listSubscriptions, lookUpModules } from './subscriptions.service.ts';

export function registerSubscriptions(api: Api): void {
  const bind = binder(api, 'user', 'Subscriptions');
  const { deps } = api;

  bind(
    operations.listSubscriptions,
    {
      query: schemas.listSubscriptionsQuery,
      output: schemas.subscriptionListSchema,
      summary: 'Subscriptions with their lines, by instance',
    },
    ({ scope, input: { query } }) => listSubscriptions(deps, scope, query),
  );

  bind(
    operations.lookUpModules,
    {
      query: schemas.lookUpModulesQuery,
      output: schemas.lookupSchema,
      summary: 'Whether modules, functions and configurations are installed, by words',
    },
    ({ scope, input: { query } }) => lookUpModules(deps, scope, query),
  );
}
