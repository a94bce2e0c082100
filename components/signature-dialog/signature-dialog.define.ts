import { define } from '../../src/internal/define.ts';
import { EtronSignatureDialog } from './signature-dialog.ts';

define('etron-signature-dialog', EtronSignatureDialog);

export * from './signature-dialog.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-signature-dialog': EtronSignatureDialog;
  }
}
