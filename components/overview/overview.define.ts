import { define } from '../../src/internal/define.ts';
import { EtronOverview } from './overview.ts';

define('etron-overview', EtronOverview);

export * from './overview.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-overview': EtronOverview;
  }
}
