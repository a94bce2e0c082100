import {
  Client,
  dictionary,
  formatDate,
  LocaleController,
  MutationController,
  type ProblemCode,
  problems,
  problemText,
  upload,
  type Verification,
  type VerificationFault,
  verifyPdf,
} from '@etron/portal-widgets';
import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import '../shared/base.css';
import '../shared/controls.css';
import '../shared/page.css';
import '../shared/top-bar.ts';
import './verify.css';
import { PageElement } from '../shared/page-element.ts';

const verifyWords = dictionary(
  'demo-verify',
  {
    title: 'Dokument prüfen',
    lead: 'Ziehen Sie ein unterschriebenes PDF hierher: Wir sagen Ihnen, ob es von uns und unverändert ist.',
    toPortal: 'Zum Portal',
    choose: 'PDF auswählen oder hierher ziehen',
    private: 'Die Datei wird nur geprüft und nicht aufbewahrt.',
    checking: (name: string) => `„${name}“ wird geprüft …`,
    valid: 'Dieses Dokument ist echt',
    invalid: 'Dieses Dokument ist nicht gültig',
    unchanged: 'Es wurde über dieses Portal unterschrieben und seither nicht verändert.',
    faults: {
      unreadable: 'Die Datei ist kein lesbares PDF.',
      not_signed: 'Dieses PDF trägt keine Signatur.',
      not_ours: 'Dieses PDF wurde nicht von diesem Portal besiegelt.',
      altered: 'Der Inhalt wurde nach dem Unterschreiben verändert.',
      extended: 'Nach dem Unterschreiben wurde etwas hinzugefügt.',
      record_altered:
        'Die Datei ist von diesem Portal und unverändert, aber unser Eintrag dazu wurde geändert. Bitte melden Sie uns das.',
    } as Record<VerificationFault, string>,
    document: 'Dokument',
    sealed: 'Besiegelt',
    signers: 'Unterschrieben von',
    problems: {
      payload_too_large: 'Die Datei ist zu groß. Erlaubt sind höchstens 75 MB.',
      rate_limited: 'Zu viele Prüfungen. Bitte warten Sie etwas.',
    } as { [code in ProblemCode]?: string },
  },
  {
    title: 'Check a document',
    lead: 'Drop a signed PDF here: we tell you whether it is ours and unchanged.',
    toPortal: 'To the portal',
    choose: 'Choose a PDF, or drop it here',
    private: 'The file is only checked and not kept.',
    checking: (name: string) => `Checking “${name}” …`,
    valid: 'This document is genuine',
    invalid: 'This document is not valid',
    unchanged: 'It was signed through this portal and has not been changed since.',
    faults: {
      unreadable: 'The file is no PDF that can be read.',
      not_signed: 'This PDF carries no signature.',
      not_ours: 'This PDF was not sealed by this portal.',
      altered: 'Its content was changed after signing.',
      extended: 'Something was added after signing.',
      record_altered: 'The file is from this portal and unchanged, but our record of it was altered. Please tell us.',
    },
    document: 'Document',
    sealed: 'Sealed',
    signers: 'Signed by',
    problems: {
      payload_too_large: 'The file is too large. At most 75 MB are allowed.',
      rate_limited: 'Too many checks. Please wait a moment.',
    },
  },
);

/** The page that takes a PDF and says whether it is one we sealed, whole and unchanged. */
export class Verify extends PageElement {
  @state() private name = '';
  @state() private result: Verification | undefined;
  @state() private progress = 0;
  @state() private over = false;

  readonly #client = new Client('/api/v1');
  readonly #locale = new LocaleController(this, verifyWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #check = new MutationController(this);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { pending, problem } = this.#check;
    return html`
      <demo-top-bar></demo-top-bar>
      <main id="main" class="narrow">
        <a class="back" href="/"><span aria-hidden="true">←</span> ${words.toPortal}</a>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
        <div class="drop" data-over=${this.over || nothing} @dragover=${this.#dragOver} @dragleave=${() => (this.over = false)} @drop=${this.#drop}>
          <input class="visually-hidden" id="pdf" type="file" accept=".pdf,application/pdf" ?disabled=${pending} @change=${this.#choose} />
          <label for="pdf">${words.choose}</label>
          <small>${words.private}</small>
        </div>
        <div role="status">
          ${
            pending
              ? html`<p>${words.checking(this.name)}</p>
                  <progress .value=${this.progress} aria-label=${this.name}></progress>`
              : this.result
                ? this.#answer(this.result)
                : nothing
          }
        </div>
        <div role="alert">${problem ? html`<p class="notice error">${problemText({ ...this.#problems.words, ...words.problems }, problem)}</p>` : nothing}</div>
      </main>
    `;
  }

  protected override updated(): void {
    document.title = `${this.#locale.words.title} – ETRON Portal`;
  }

  #answer({ valid, fault, document }: Verification): TemplateResult {
    const { words, language } = this.#locale;
    return html`
      <section class="notice verdict ${valid ? 'success' : 'error'}">
        <h2>${valid ? words.valid : words.invalid}</h2>
        <p>${fault ? words.faults[fault] : words.unchanged}</p>
        ${
          document
            ? html`<dl>
                <dt>${words.document}</dt>
                <dd>${document.title}</dd>
                <dt>${words.sealed}</dt>
                <dd>${formatDate(language, document.sealedAt, { dateStyle: 'long', timeStyle: 'short' })}</dd>
                <dt>${words.signers}</dt>
                <dd>${document.signers.join(', ')}</dd>
              </dl>`
            : nothing
        }
        <small>${this.name}</small>
      </section>
    `;
  }

  #dragOver(event: DragEvent): void {
    event.preventDefault();
    this.over = true;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.over = false;
    void this.#verify(event.dataTransfer?.files[0]);
  }

  #choose({ target }: Event): void {
    const input = target as HTMLInputElement;
    void this.#verify(input.files?.[0]);
    // The same file may be chosen again.
    input.value = '';
  }

  async #verify(file: File | undefined): Promise<void> {
    if (!file || this.#check.pending) return;
    this.name = file.name;
    this.result = undefined;
    this.progress = 0;
    const onProgress = (share: number) => {
      this.progress = share;
    };
    this.result = await this.#check.run(() =>
      upload(this.#client, verifyPdf, {}, file, onProgress, new AbortController().signal),
    );
  }
}

customElements.define('demo-verify', Verify);
