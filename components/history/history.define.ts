import { define } from '../../src/internal/define.ts';
import '../composer/composer.define.ts';
import '../message/message.define.ts';
import '../time-entries/time-entries.define.ts';
import { EtronHistory } from './history.ts';

define('etron-history', EtronHistory);

declare global {
  interface HTMLElementTagNameMap {
    'etron-history': EtronHistory;
  }
}
