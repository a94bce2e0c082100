import { define } from '../../src/internal/define.ts';
import { EtronDocuments } from './documents.ts';

define('etron-documents', EtronDocuments);

export * from './documents.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-documents': EtronDocuments;
  }
}
