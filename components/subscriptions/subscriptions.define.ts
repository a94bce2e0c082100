import { define } from '../../src/internal/define.ts';
import { EtronSubscriptions } from './subscriptions.ts';

define('etron-subscriptions', EtronSubscriptions);

export type { SubscriptionsView } from './subscriptions.data.ts';
export type * from './subscriptions.events.ts';
export { EtronSubscriptions };

// The histories stand below the subscriptions, so they may be loaded last.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-subscriptions': EtronSubscriptions;
  }
}
