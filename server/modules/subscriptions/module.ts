import type { ServerModule } from '../module.ts';
import { catalogueSync } from './catalogue.sync.ts';
import { subscriptionRules } from './subscriptions.record.ts';
import { registerSubscriptions } from './subscriptions.routes.ts';
import { subscriptionSync } from './subscriptions.sync.ts';

export const subscriptionsModule: ServerModule = {
  routes: registerSubscriptions,
  records: { subscription: subscriptionRules },
  sync: { subscriptions: subscriptionSync, catalogue: catalogueSync },
};
