import { define } from '../../src/internal/define.ts';
import '../message/message.define.ts';
import { EtronHistory } from './history.ts';

define('etron-history', EtronHistory);

export * from './history.ts';

// Both are shown below the messages, so they may be loaded after them.
void import('../composer/composer.define.ts');
void import('../time-entries/time-entries.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-history': EtronHistory;
  }
}
