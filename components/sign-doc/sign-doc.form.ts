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
  isMarkField,
  type MarkField,
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

/** The document on the screen, and the way to the API. */
interface Desk {
  record(): SigningDocument | undefined;
  client(): Client | undefined;
}

/**
 * The form that the fields of a document are: their values, kept as a draft; the field that has the focus; what is wrong with those the signer has left;
 * and which comes next.
 */
export class DocumentForm implements ReactiveController {
  /** The signer's fields, in reading order; none where nothing is to be filled in. */
  fields: DocumentField[] = [];
  progress: Progress = { required: [], filled: 0, open: [] };
  /** Which field the signer was led to last, for those who do not see it. */
  announcement = '';
  readonly draft: DraftController<FieldValue>;
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof signingWords>>;
  readonly #desk: Desk;
  #document: SigningDocument | undefined;
  /** Ids of the field with the focus, and of the last that had it. */
  #active: string | undefined;
  #last: string | undefined;
  /** Ids of the fields whose faults are told: the signer has left them once, or wants to finish. */
  readonly #judged = new Set<string>();
  /** The signatures that were made last, for further fields. */
  #marks: FieldsModel['marks'] = {};
  /** The field that a signature is being made for. */
  #marking: MarkField | undefined;
  /** What stood in each control after it was rendered. */
  readonly #rendered = new WeakMap<FieldControl, string | undefined>();

  constructor(host: LitElement, locale: LocaleController<WordsOf<typeof signingWords>>, desk: Desk) {
    this.#host = host;
    this.#locale = locale;
    this.#desk = desk;
    this.draft = new DraftController<FieldValue>(host, {
      accepts: (id, value) => !this.fields.some((field) => field.id === id && faultOf(field, value)),
      save: async (values) => {
        const client = desk.client();
        if (!client || !this.#document) throw ownProblem();
        return client.call(saveValues, { params: { id: this.#document.id }, body: { values } });
      },
    });
    host.addController(this);
  }

  hostUpdate(): void {
    this.#read();
    const document = this.#desk.record();
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
      marks: this.#marks,
      fault: (field) => {
        const code = refused[field.id] ?? faultOf(field, values[field.id]);
        return code && this.#judged.has(field.id) ? faultText(field, code, words, language) : undefined;
      },
      change: (field, value) => this.draft.set(field.id, value),
      setMark: (field) => {
        const mark = this.#marks[field.type];
        if (mark) this.draft.set(field.id, mark);
        else this.#makeMark(field);
      },
      changeMark: (field) => this.#makeMark(field),
    };
  }

  /** Leads to the next field that keeps the signer from finishing. */
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

  /** Whether the form can be sent. If not, every fault is told from now on, and the signer is led to the first. */
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
    // The field is judged, and what it holds is saved.
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
    // Enter leads on, and never sends the form by mistake.
    keydown: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || event.isComposing || !(event.target as Element).matches('.field input')) return;
      event.preventDefault();
      this.next();
    },
    adopted: ({ mark }: Event & { mark: FieldValue }): void => {
      const field = this.#marking;
      if (!field || !isMark(mark)) return;
      this.#marks = { ...this.#marks, [field.type]: mark };
      this.draft.set(field.id, mark);
      this.draft.flush();
    },
  };

  /** Begins with a document that can be signed, or goes on with it after it changed. Ends with any other. */
  #open(document: SigningDocument | undefined): void {
    const before = this.#document;
    this.#document = document;
    if (before?.id !== document?.id) {
      this.#judged.clear();
      this.#marks = {};
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
    for (const field of this.fields.filter(isMarkField)) {
      const value = this.draft.values[field.id];
      if (isMark(value)) this.#marks[field.type] ??= value;
    }
  }

  #count(): void {
    this.progress = progressOf(this.fields, this.draft.values, this.draft.refused);
  }

  /**
   * Takes over what stands in controls though no event told of it, as password managers and the autofill of some browsers fill them in. A field may have
   * several controls, and a control may show a value otherwise than it is kept: so only what changed since it was rendered counts. Nothing fills in the boxes
   * of a list of which several can be chosen.
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

  #makeMark(field: MarkField): void {
    const dialog = this.#host.renderRoot.querySelector('etron-signature-dialog');
    const me = this.#document?.signers.find((signer) => signer.me);
    this.#marking = field;
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
