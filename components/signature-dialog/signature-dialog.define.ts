import { define } from '../../src/internal/define.ts';
import { EtronSignatureDialog } from './signature-dialog.ts';

define('etron-signature-dialog', EtronSignatureDialog);

export type * from './signature-dialog.events.ts';
export { EtronSignatureDialog };

declare global {
  interface HTMLElementTagNameMap {
    'etron-signature-dialog': EtronSignatureDialog;
  }
}
