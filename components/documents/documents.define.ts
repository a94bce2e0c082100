import { define } from '../../src/internal/define.ts';
import { EtronDocuments } from './documents.ts';

define('etron-documents', EtronDocuments);

export type * from './documents.events.ts';
export type { DocumentsView } from './documents.view.ts';
export { EtronDocuments };

declare global {
  interface HTMLElementTagNameMap {
    'etron-documents': EtronDocuments;
  }
}
