import { type DocumentField, FIELD_TYPES, LocaleController, type NewField } from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { PageElement } from '../shared/page-element.ts';
import { documentWords } from './documents.words.ts';

export class FieldsChangedEvent extends Event {
  readonly fields: NewField[];

  constructor(fields: NewField[]) {
    super('fields-changed');
    this.fields = fields;
  }
}

/** The fields of a draft, as a table and as JSON. Dispatches `fields-changed` with all of them. */
export class DocumentFields extends PageElement {
  @property({ attribute: false }) fields: DocumentField[] = [];
  /** Pages of the document. */
  @property({ attribute: false }) pages = 1;
  @state() private invalid = false;

  readonly #locale = new LocaleController(this, documentWords);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <fieldset>
        <legend>${words.fields}</legend>
        ${this.fields.length ? this.#table() : html`<p>${words.noFields}</p>`}
        <p><button class="button" type="button" @click=${this.#addSignature}>${words.addSignature}</button></p>
        <details>
          <summary>${words.json}</summary>
          <p id="json-lead">${words.jsonLead}</p>
          <textarea class="input json" rows="12" spellcheck="false" aria-label=${words.json} aria-describedby="json-lead" aria-invalid=${this.invalid}
            .value=${live(JSON.stringify(this.#given(), null, 2))}></textarea>
          <div role="alert">${this.invalid ? html`<p class="notice error">${words.jsonInvalid}</p>` : nothing}</div>
          <p><button class="button" type="button" @click=${this.#takeJson}>${words.jsonSave}</button></p>
        </details>
      </fieldset>
    `;
  }

  #table(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${words.fields}>
        <table>
          <thead>
            <tr>
              <th scope="col">${words.field}</th>
              <th scope="col">${words.type}</th>
              <th scope="col">${words.role}</th>
              <th scope="col">${words.required}</th>
              <th scope="col">${words.page}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${this.fields.map((field) => this.#row(field))}
          </tbody>
        </table>
      </div>
    `;
  }

  #row(field: DocumentField): TemplateResult {
    const { words } = this.#locale;
    const { label } = field;
    const named = (column: string) => `${column}: ${label}`;
    return html`<tr>
      <td><input class="input" aria-label=${named(words.field)} .value=${live(label)} @change=${(event: Event) => this.#set(field, { label: valueOf(event) })} /></td>
      <td>
        <select class="input" aria-label=${named(words.type)} @change=${(event: Event) => this.#set(field, { type: valueOf(event) as DocumentField['type'] })}>
          ${FIELD_TYPES.map((type) => html`<option value=${type} .selected=${live(type === field.type)}>${words.types[type]}</option>`)}
        </select>
      </td>
      <td><input class="input" aria-label=${named(words.role)} .value=${live(field.role)} @change=${(event: Event) => this.#set(field, { role: valueOf(event) })} /></td>
      <td><input type="checkbox" aria-label=${named(words.required)} .checked=${live(field.required)} @change=${(event: Event) => this.#set(field, { required: (event.target as HTMLInputElement).checked })} /></td>
      <td>${(field.areas[0]?.page ?? 0) + 1}</td>
      <td><button class="button quiet" type="button" aria-label=${words.remove(label)} @click=${() => this.#change(this.#given(field))}>✕</button></td>
    </tr>`;
  }

  /** As an author gives them: without ids, and without one that is left out. */
  #given(without?: DocumentField): NewField[] {
    return this.fields.filter((field) => field !== without).map(({ id: _, ...field }) => field);
  }

  #set(field: DocumentField, patch: Partial<NewField>): void {
    const index = this.fields.indexOf(field);
    this.#change(this.#given().map((other, i) => (i === index ? { ...other, ...patch } : other)));
  }

  // Low on the last page, where contracts are signed; further ones beside and above.
  #addSignature(): void {
    const { words } = this.#locale;
    const count = this.fields.filter(({ type }) => type === 'signature').length;
    const area = {
      page: this.pages - 1,
      x: 0.1 + (count % 2) * 0.45,
      y: 0.82 - Math.floor(count / 2) * 0.14,
      width: 0.35,
      height: 0.08,
    };
    const label = count ? `${words.types.signature} ${count + 1}` : words.types.signature;
    const role = this.fields[0]?.role ?? 'Kunde';
    this.#change([...this.#given(), { type: 'signature', name: label, label, role, required: true, areas: [area] }]);
  }

  #takeJson(): void {
    try {
      const fields: unknown = JSON.parse(this.querySelector('textarea')?.value ?? '');
      this.invalid = !Array.isArray(fields);
      if (Array.isArray(fields)) this.#change(fields);
    } catch {
      this.invalid = true;
    }
  }

  #change(fields: NewField[]): void {
    this.dispatchEvent(new FieldsChangedEvent(fields));
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

customElements.define('demo-document-fields', DocumentFields);
