import { permittedRecord } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { catalogueSync } from './catalogue.sync.ts';
import { registerSubscriptions } from './subscriptions.routes.ts';
import { subscriptionSync } from './subscriptions.sync.ts';

export const subscriptionsModule: ServerModule = {
  routes: registerSubscriptions,
  records: {
    subscription: permittedRecord('subscription', ['subscriptions']),
  },
  sync: { subscriptions: subscriptionSync, catalogue: catalogueSync },
};
