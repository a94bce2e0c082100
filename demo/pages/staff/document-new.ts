import {
  type CompanyRef,
  clientContext,
  createDocument,
  createUpload,
  LocaleController,
  MutationController,
  newKey,
  problems,
  problemText,
  upload,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import '../shared/controls.css';
import './company-search.ts';
import { PageElement } from '../shared/page-element.ts';
import type { CompanyChosenEvent } from './company-search.ts';
import { documentWords } from './documents.words.ts';

export class DocumentCreatedEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('document-created');
    this.id = id;
  }
}

/** Makes a draft of a PDF. Dispatches `document-created`. */
export class DocumentNew extends PageElement {
  @state() private company: CompanyRef | undefined;
  @state() private progress = 0;
  @state() private incomplete = false;

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, documentWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #create = new MutationController(this);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { pending, problem } = this.#create;
    return html`
      <form class="author" novalidate @submit=${this.#submit}>
        <p class="lead">${words.createLead}</p>
        <div role="alert">${
          problem
            ? html`<p class="notice error">${problemText({ ...this.#problems.words, ...words.problems }, problem)}</p>`
            : this.incomplete
              ? html`<p class="notice error">${words.missing}</p>`
              : nothing
        }</div>
        <div class="field">
          <label for="title">${words.title}</label>
          <input class="input" id="title" name="title" maxlength="200" autocomplete="off" />
        </div>
        ${
          this.company
            ? html`<div class="field">
                <span class="label">${words.company}</span>
                <p class="chosen">${this.company.name} <button class="button quiet" type="button" @click=${() => (this.company = undefined)}>${words.change}</button></p>
              </div>`
            : html`<demo-company-search label=${words.company} lead=${words.companyLead} @company-chosen=${({ company }: CompanyChosenEvent) => (this.company = company)}></demo-company-search>`
        }
        <div class="field">
          <label for="file">${words.pdf}</label>
          <input class="input" id="file" name="file" type="file" accept=".pdf,application/pdf" />
        </div>
        <div role="status">${pending ? html`<p>${words.uploading}</p><progress .value=${this.progress} aria-label=${words.uploading}></progress>` : nothing}</div>
        <p><button class="button primary" aria-disabled=${pending}>${words.upload}</button></p>
      </form>
    `;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const title = String(data.get('title')).trim();
    const file = data.get('file') as File;
    const client = this.#client.value;
    this.incomplete = !title || !this.company || !file.size;
    if (this.incomplete || !client || !this.company) return;
    const companyId = this.company.id;
    this.progress = 0;
    const onProgress = (share: number) => {
      this.progress = share;
    };
    const document = await this.#create.run(async () => {
      const { id } = await upload(
        client,
        createUpload,
        { query: { name: file.name } },
        file,
        onProgress,
        new AbortController().signal,
      );
      return client.call(createDocument, { body: { title, companyId, upload: id } }, { key: newKey() });
    });
    if (document) this.dispatchEvent(new DocumentCreatedEvent(document.id));
  };
}

customElements.define('demo-document-new', DocumentNew);
