import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { isFilled, isMark } from '../../src/contract/documents.rules.ts';
import type { DocumentField, FieldValue, FieldValues, SigningDocument } from '../../src/contract/documents.ts';
import type { FieldError } from '../../src/contract/problem.ts';
import { DraftController } from '../../src/controllers/draft.ts';
import type { LocaleController, WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { withoutBidi } from '../shared/text.ts';
import { faultText } from './sign-doc.faults.ts';
import { controlId, type FieldsModel, type MarkKind } from './sign-doc.fields.ts';
import { faultOf, firstPage, inReadingOrder, leadTo, nextOpen, type Standing, standingOf } from './sign-doc.guide.ts';

type SigningWords = WordsOf<typeof signingWords>;
type Host = ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };

/** Filling in: the fields and their values, which of them the signer is in, and which comes next. */
export class Filling implements ReactiveController {
  /** The signer's fields, in reading order; none where nothing is to be filled in. */
  fields: DocumentField[] = [];
  readonly draft: DraftController<FieldValue>;
  standing: Standing = { required: [], filled: 0, open: [] };
  /** Where the guide led last, for those who do not see it. */
  announcement = '';
  readonly #host: Host;
  readonly #locale: LocaleController<SigningWords>;
  /** The field with the focus; and the last that had it. */
  #active: string | undefined;
  #last: string | undefined;
  /** Fields whose faults are told: the signer has left them once, or wants to finish. */
  readonly #judged = new Set<string>();
  #kept: FieldsModel['kept'] = {};
  #document: SigningDocument | undefined;
  /** The field that a signature is being made for. */
  #marking: (DocumentField & { type: MarkKind }) | undefined;

  constructor(host: Host, locale: LocaleController<SigningWords>, save: (values: FieldValues) => Promise<unknown>) {
    this.#host = host;
    this.#locale = locale;
    this.draft = new DraftController<FieldValue>(host, {
      accepts: (id, value) => !this.#byId(id) || !faultOf(this.#byId(id) as DocumentField, value),
      save,
    });
    host.addController(this);
  }

  hostConnected(): void {}

  hostUpdate(): void {
    this.standing = standingOf(this.fields, this.draft.values, this.draft.refused);
  }

  /** Begins with a document that can be signed, or goes on with it after it changed. Ends with any other. */
  open(document: SigningDocument): void {
    const before = this.#document;
    this.#document = document;
    if (before?.id !== document.id) {
      this.#judged.clear();
      this.#kept = {};
      this.#active = this.#last = undefined;
      this.announcement = '';
    }
    const open = document.signing === 'here' && document.status === 'waiting';
    this.fields = open ? inReadingOrder(document.fields) : [];
    const me = document.signers.find((signer) => signer.me);
    const place = `etron.draft.v1.document.${document.id}.${me?.id ?? ''}`;
    if (open) this.draft.open(place, document.values);
    else this.draft.end();
    for (const { type, id } of this.fields) {
      const value = this.draft.values[id];
      if ((type === 'signature' || type === 'initials') && isMark(value)) this.#kept[type] ??= value;
    }
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
      kept: this.#kept,
      fault: (field) => {
        const code = refused[field.id] ?? faultOf(field, values[field.id]);
        return code && this.#judged.has(field.id) ? faultText(field, code, words, language) : undefined;
      },
      change: (field, value) => this.draft.set(field.id, value),
      mark: (field) => this.#mark(field as DocumentField & { type: MarkKind }),
      remark: (field) => this.#ask(field as DocumentField & { type: MarkKind }),
    };
  }

  /** Leads to the next field that keeps the signer from finishing. */
  readonly next = (): void => {
    const { open, required } = this.standing;
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
    leadTo(control);
    this.#host.requestUpdate();
  };

  /** Tells every fault there is, and leads to the first; false when there is none. */
  blocked(): boolean {
    for (const { id } of this.fields) this.#judged.add(id);
    this.#host.requestUpdate();
    if (!this.standing.open.length) return false;
    this.#active = this.#last = undefined;
    this.next();
    return true;
  }

  /** Marks the fields that the server refused. */
  refuse(errors: FieldError[]): void {
    for (const { field, code } of errors) this.draft.refused[field.replace(/.*\//, '')] = code;
    this.#host.requestUpdate();
  }

  /** Handler of `focusin`. */
  readonly enter = ({ target }: Event): void => {
    const id = (target as Element).closest<HTMLElement>('.field')?.dataset['field'];
    if (id === this.#active) return;
    this.#active = id;
    if (id) this.#last = id;
    this.#host.requestUpdate();
  };

  /** Handler of `focusout`: the field is judged, and what it holds is saved. */
  readonly leave = ({ target, relatedTarget }: FocusEvent): void => {
    const field = (target as Element).closest<HTMLElement>('.field')?.dataset['field'];
    const to = (relatedTarget as Element | null)?.closest<HTMLElement>('.field')?.dataset['field'];
    if (!field || field === to) return;
    if (isFilled(this.draft.values[field])) this.#judged.add(field);
    if (!to) this.#active = undefined;
    this.draft.flush();
    this.#host.requestUpdate();
  };

  /** Handler of `keydown`: Enter leads on, as in no form that could be sent by mistake. */
  readonly key = (event: KeyboardEvent): void => {
    const target = event.target as Element;
    if (event.key !== 'Enter' || event.isComposing || !target.matches('.field input')) return;
    event.preventDefault();
    this.next();
  };

  /** Handler of `etron-signature-adopted`. */
  readonly adopted = ({ mark }: Event & { mark: FieldValue }): void => {
    const field = this.#marking;
    if (!field || !isMark(mark)) return;
    this.#kept = { ...this.#kept, [field.type]: mark };
    this.draft.set(field.id, mark);
    this.draft.flush();
  };

  #mark(field: DocumentField & { type: MarkKind }): void {
    const mark = this.#kept[field.type];
    if (mark) this.draft.set(field.id, mark);
    else this.#ask(field);
  }

  #ask(field: DocumentField & { type: MarkKind }): void {
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

  #byId(id: string): DocumentField | undefined {
    return this.fields.find((field) => field.id === id);
  }
}
