import { define } from '../../src/internal/define.ts';
import { EtronSubscriptions } from './subscriptions.ts';

define('etron-subscriptions', EtronSubscriptions);

export * from './subscriptions.ts';

// The histories stand below the subscriptions, so they may be loaded last.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-subscriptions': EtronSubscriptions;
  }
}
