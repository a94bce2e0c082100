import { define } from '../../src/internal/define.ts';
import { EtronSignDoc } from './sign-doc.ts';

define('etron-sign-doc', EtronSignDoc);

export * from './sign-doc.ts';

// It stands below the document, where few who come to sign ever get.
EtronSignDoc.defineHistory = () => import('../history/history.define.ts');

// The dialog is needed only for the first signature, so it may be loaded after the document.
void import('../signature-dialog/signature-dialog.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-sign-doc': EtronSignDoc;
  }
}
