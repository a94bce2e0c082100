import { define } from '../../src/internal/define.ts';
import { EtronSignDoc } from './sign-doc.ts';

define('etron-sign-doc', EtronSignDoc);

export type * from './sign-doc.events.ts';
export { EtronSignDoc };

// It is needed at the first signature; until then the reader reads.
void import('../signature-dialog/signature-dialog.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-sign-doc': EtronSignDoc;
  }
}
