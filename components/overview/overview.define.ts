import { define } from '../../src/internal/define.ts';
import { EtronOverview } from './overview.ts';

define('etron-overview', EtronOverview);

export type * from './overview.events.ts';
export { EtronOverview };

declare global {
  interface HTMLElementTagNameMap {
    'etron-overview': EtronOverview;
  }
}
