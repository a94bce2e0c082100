import {
  clientContext,
  type DocumentEvent,
  formatDate,
  LocaleController,
  listDocumentEvents,
  QueryController,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { PageElement } from '../shared/page-element.ts';
import { documentWords } from './documents.words.ts';

/** The audit trail of a document. */
export class AuditTrail extends PageElement {
  @property({ attribute: 'document-id' }) documentId = '';
  /** Version of the document. When it changes, the trail is read again. */
  @property() version = '';

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, documentWords);
  readonly #trail = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value, this.documentId, this.version] as const),
    ([client, id], signal) => client.call(listDocumentEvents, { params: { id } }, { signal }),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const trail = this.#trail.data;
    if (!trail) return nothing;
    return html`
      <details class="trail">
        <summary>${words.trail}</summary>
        <p class="notice ${trail.intact ? 'success' : 'error'}">${trail.intact ? words.intact : words.broken}</p>
        <ol>
          ${trail.items.map((event) => this.#event(event))}
        </ol>
      </details>
    `;
  }

  #event({ kind, at, details, person, hash }: DocumentEvent): TemplateResult {
    const { words, language } = this.#locale;
    const moment = formatDate(language, at, { dateStyle: 'medium', timeStyle: 'medium' });
    const facts = [
      person?.name ?? words.service,
      person?.email,
      person?.verifiedBy,
      person?.ipAddress,
      ...Object.values(details),
    ];
    return html`<li>
      <b>${words.events[kind]}</b> <time datetime=${at}>${moment}</time>
      <span>${facts.filter(Boolean).join(' · ')}</span>
      <code>${hash}</code>
    </li>`;
  }
}

customElements.define('demo-audit-trail', AuditTrail);
