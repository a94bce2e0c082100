import { define } from '../../src/internal/define.ts';
import { EtronTimeEntries } from './time-entries.ts';

define('etron-time-entries', EtronTimeEntries);

export * from './time-entries.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-time-entries': EtronTimeEntries;
  }
}
