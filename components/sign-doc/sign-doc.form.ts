import type { LitElement, ReactiveController } from 'lit';
import { type Client, ownProblem } from '../../src/api/client.ts';
import { isFilled, isMark } from '../../src/contract/documents.rules.ts';
import {
  type DocumentField,
  type FieldValue,
  type FieldValues,
  type SigningDocument,
  saveValues,
} from '../../src/contract/documents.ts';
import type { FieldError } from '../../src/contract/problem.ts';
import { DraftController } from '../../src/controllers/draft.ts';
import type { LocaleController, WordsOf } from '../../src/i18n/locale.ts';
import { faultText, type signingWords } from '../../src/i18n/signing.ts';
import { withoutBidi } from '../shared/text.ts';
import {
  controlId,
  type FieldControl,
  type FieldsModel,
  isSignatureField,
  type SignatureField,
  valueOf,
} from './sign-doc.fields.ts';
import {
  faultOf,
  firstPage,
  focusInView,
  inReadingOrder,
  nextOpen,
  type Progress,
  progressOf,
} from './sign-doc.next-field.ts';
import { isSignable } from './sign-doc.state.ts';

/** Where the form gets the document on the screen and the client from. */
interface DocumentSource {
  record(): SigningDocument | undefined;
  client(): Client | undefined;
}

/**
 * The state of a document's fields as one form: their values, which are kept as a draft; which field has the focus; which faults are shown; and which field
 * comes next.
 */
export class DocumentForm implements ReactiveController {
  /** The signer's fields, in reading order; none where nothing is to be filled in. */
  fields: DocumentField[] = [];
  progress: Progress = { required: [], filled: 0, open: [] };
  /** Tells screen readers which field the signer was led to last. */
  announcement = '';
  readonly draft: DraftController<FieldValue>;
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof signingWords>>;
  readonly #source: DocumentSource;
  #document: SigningDocument | undefined;
  /** Ids of the field with the focus, and of the one that had it last. */
  #active: string | undefined;
  #last: string | undefined;
  /** Ids of the fields whose faults are shown, because the signer has left them once or tried to finish. */
  readonly #judged = new Set<string>();
  /** The signature and the initials that were made last, which further fields reuse. */
  #signatures: FieldsModel['signatures'] = {};
  /** The field for which the signature dialog is open. */
  #signatureTarget: SignatureField | undefined;
  /** The value of each control after the last rendering. */
  readonly #rendered = new WeakMap<FieldControl, string | undefined>();

  constructor(host: LitElement, locale: LocaleController<WordsOf<typeof signingWords>>, source: DocumentSource) {
    this.#host = host;
    this.#locale = locale;
    this.#source = source;
    this.draft = new DraftController<FieldValue>(host, {
      accepts: (id, value) => !this.fields.some((field) => field.id === id && faultOf(field, value)),
      save: async (values) => {
        const client = source.client();
        if (!client || !this.#document) throw ownProblem();
        return client.call(saveValues, { params: { id: this.#document.id }, body: { values } });
      },
    });
    host.addController(this);
  }

  hostUpdate(): void {
    this.#read();
    const document = this.#source.record();
    if (document !== this.#document) this.#open(document);
    this.#count();
  }

  hostUpdated(): void {
    for (const [control, field] of this.#controls()) this.#rendered.set(control, valueOf(field, control));
  }

  /** The signer's own values. */
  get values(): FieldValues {
    const own = this.fields.map(({ id }) => [id, this.draft.values[id]] as const);
    return Object.fromEntries(own.filter((pair): pair is [string, FieldValue] => isFilled(pair[1])));
  }

  get model(): FieldsModel {
    const { words, language } = this.#locale;
    const { values, refused } = this.draft;
    return {
      words,
      values,
      active: this.#active,
      signatures: this.#signatures,
      fault: (field) => {
        const code = refused[field.id] ?? faultOf(field, values[field.id]);
        return code && this.#judged.has(field.id) ? faultText(field, code, words, language) : undefined;
      },
      change: (field, value) => this.draft.set(field.id, value),
      insertSignature: (field) => {
        const mark = this.#signatures[field.type];
        if (mark) this.draft.set(field.id, mark);
        else this.#requestSignature(field);
      },
      replaceSignature: (field) => this.#requestSignature(field),
    };
  }

  /** Moves the focus to the next field that keeps the signer from finishing. */
  readonly next = (): void => {
    this.#read();
    const { open, required } = this.progress;
    const field = nextOpen(this.fields, open, this.#active ?? this.#last);
    const control = field && this.#host.renderRoot.querySelector<HTMLElement>(`#${controlId(field)}`);
    if (!field || !control) return;
    const { words } = this.#locale;
    const number = required.indexOf(field) + 1;
    const page = firstPage(field) + 1;
    this.announcement = number
      ? words.atField(number, required.length, field.label, page)
      : words.atOther(field.label, page);
    this.#last = field.id;
    focusInView(control);
    this.#host.requestUpdate();
  };

  /** Whether the form can be sent. If not, all faults are shown from now on, and the focus moves to the first. */
  validate(): boolean {
    this.#read();
    for (const { id } of this.fields) this.#judged.add(id);
    this.#host.requestUpdate();
    if (!this.progress.open.length) return true;
    this.#active = this.#last = undefined;
    this.next();
    return false;
  }

  /** Marks the fields that the server refused. */
  refuse(errors: FieldError[]): void {
    for (const { field, code } of errors) this.draft.refused[field.replace(/.*\//, '')] = code;
    this.#count();
    this.#host.requestUpdate();
  }

  /** Handlers for the events of the pages. */
  readonly events = {
    focusin: ({ target }: Event): void => {
      const id = fieldIdAt(target);
      if (id === this.#active) return;
      this.#active = id;
      if (id) this.#last = id;
      this.#host.requestUpdate();
    },
    // A field that was left shows its fault, and its value is saved.
    focusout: ({ target, relatedTarget }: FocusEvent): void => {
      const field = fieldIdAt(target);
      const to = fieldIdAt(relatedTarget);
      if (!field || field === to) return;
      this.#read();
      if (isFilled(this.draft.values[field])) this.#judged.add(field);
      if (!to) this.#active = undefined;
      this.draft.flush();
      this.#host.requestUpdate();
    },
    // Enter leads to the next field; it must not sign by accident.
    keydown: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing || !(event.target as Element).matches('.field input')) return;
      event.preventDefault();
      this.next();
    },
    adopted: ({ mark }: Event & { mark: FieldValue }): void => {
      const field = this.#signatureTarget;
      if (!field || !isMark(mark)) return;
      this.#signatures = { ...this.#signatures, [field.type]: mark };
      this.draft.set(field.id, mark);
      this.draft.flush();
    },
  };

  /** Begins with a document that can be signed, or continues after it changed. For any other document the form is empty. */
  #open(document: SigningDocument | undefined): void {
    const before = this.#document;
    this.#document = document;
    if (before?.id !== document?.id) {
      this.#judged.clear();
      this.#signatures = {};
      this.#active = this.#last = undefined;
      this.announcement = '';
    }
    if (document && isSignable(document)) {
      const me = document.signers.find((signer) => signer.me);
      this.fields = inReadingOrder(document.fields);
      this.draft.open(`etron.draft.v1.document.${document.id}.${me?.id ?? ''}`, document.values);
    } else {
      this.fields = [];
      if (document) this.draft.end();
      else this.draft.close();
    }
    for (const field of this.fields.filter(isSignatureField)) {
      const value = this.draft.values[field.id];
      if (isMark(value)) this.#signatures[field.type] ??= value;
    }
  }

  #count(): void {
    this.progress = progressOf(this.fields, this.draft.values, this.draft.refused);
  }

  /**
   * Takes over the values of controls that were filled in without an event, as password managers and the autofill of some browsers do it. A field may have
   * several controls, and a control may show its value in another form than it is stored: so only values that changed since the last rendering count. Lists
   * with several choices are left out, because nothing fills those in automatically.
   */
  #read(): void {
    for (const [control, field] of this.#controls()) {
      const value = valueOf(field, control);
      if (value === undefined || !this.#rendered.has(control) || value === this.#rendered.get(control)) continue;
      this.#rendered.set(control, value);
      if (value !== (this.draft.values[field.id] ?? '')) this.draft.set(field.id, value);
    }
    this.#count();
  }

  #controls(): [FieldControl, DocumentField][] {
    const fields = new Map(this.fields.map((field) => [field.id, field]));
    const controls = this.#host.renderRoot.querySelectorAll<FieldControl>('.field :is(input, textarea, select)');
    return [...controls].flatMap((control) => {
      const field = fields.get(fieldIdAt(control) ?? '');
      return field && field.type !== 'multiselect' ? [[control, field] as [FieldControl, DocumentField]] : [];
    });
  }

  #requestSignature(field: SignatureField): void {
    const dialog = this.#host.renderRoot.querySelector('etron-signature-dialog');
    const me = this.#document?.signers.find((signer) => signer.me);
    this.#signatureTarget = field;
    void customElements.whenDefined('etron-signature-dialog').then(() => {
      dialog?.open({
        kind: field.type,
        name: withoutBidi(me?.name ?? ''),
        company: withoutBidi(this.#document?.company.name ?? ''),
      });
    });
  }
}

const fieldIdAt = (target: EventTarget | null): string | undefined =>
  (target as Element | null)?.closest<HTMLElement>('.field')?.dataset['field'];
