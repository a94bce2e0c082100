import { define } from '../../src/internal/define.ts';
import { EtronTimeEntries } from './time-entries.ts';

define('etron-time-entries', EtronTimeEntries);

export { EtronTimeEntries };

declare global {
  interface HTMLElementTagNameMap {
    'etron-time-entries': EtronTimeEntries;
  }
}
