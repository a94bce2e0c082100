import { define } from '../../src/internal/define.ts';
import { EtronSubscriptions } from './subscriptions.ts';

define('etron-subscriptions', EtronSubscriptions);

export type { SubscriptionsView } from './subscriptions.data.ts';
export type * from './subscriptions.events.ts';
export { EtronSubscriptions };

// The history is needed only when somebody unfolds it, so it may be loaded last.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-subscriptions': EtronSubscriptions;
  }
}
