import { html, type LitElement, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { ClientSharing } from '../../src/context/contexts.ts';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { adoptStyles } from '../shared/adopt-styles.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeStyles } from '../shared/employee.ts';
import { assigneeSection } from '../shared/record-detail.ts';

/** What a document has like every other record: an employee, a history, and time entries. Loaded only when somebody comes to it. */
export class DocumentRecord {
  readonly #client: () => Client | undefined;

  constructor(host: LitElement, client: () => Client | undefined) {
    this.#client = client;
    new ClientSharing(host, client);
    adoptStyles(host, avatarStyles, employeeStyles);
  }

  assignee({ assignee }: SigningDocument, language: LanguageTag): TemplateResult {
    return assigneeSection(assignee, this.#client()?.apiUrl ?? '', language);
  }

  history({ id }: SigningDocument, staff: boolean): TemplateResult {
    return html`<etron-history record-kind="document" record-id=${id} ?staff=${staff}></etron-history>`;
  }
}
