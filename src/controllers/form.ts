import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Upload } from '../contract/history.ts';
import type { FieldErrorCode, ProblemDetails } from '../contract/problem.ts';
import type { UploadsController } from './uploads.ts';

type Control = HTMLInputElement | HTMLTextAreaElement;

/** A submit that may have reached the server: repeated with the same key and proof of work, it is done once. */
export interface Attempt {
  key: string;
  proof: string | undefined;
  /** It got no answer yet. */
  lost: boolean;
}

/** What the browser keeps until the form was sent. */
interface Draft<Name extends string> {
  values: Partial<Record<Name, string>>;
  uploads: Upload[];
  attempt: Attempt | undefined;
  /** Milliseconds since 1970. */
  at: number;
}

const SAVE_AFTER = 300;
/** The server forgets uploads nobody attached after a day. */
const UPLOADS_LAST = 23 * 60 * 60 * 1000;

/**
 * Values, errors and draft of a form whose controls carry the field's name as `name`. Native constraints decide what is valid: a field is judged when it
 * was changed and left, all of them on submit. Put `onInput` and `onChange` on the `<form novalidate>`.
 */
export class FormController<Name extends string> implements ReactiveController {
  values: Partial<Record<Name, string>> = {};
  errors: Partial<Record<string, FieldErrorCode>> = {};
  attempt: Attempt | undefined;
  /** What stands in the form comes from an earlier visit. */
  restored = false;
  readonly #host: ReactiveControllerHost;
  readonly #uploads: UploadsController;
  #initial: Partial<Record<Name, string>> = {};
  #storageKey: string | undefined;
  #stored = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, uploads: UploadsController) {
    this.#host = host;
    this.#uploads = uploads;
    host.addController(this);
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.save, SAVE_AFTER);
  }

  hostDisconnected(): void {
    this.save();
  }

  /** Values to begin with; they replace earlier ones that nobody changed. */
  prefill(initial: Partial<Record<Name, string>>): void {
    for (const name in { ...this.#initial, ...initial }) {
      if (this.values[name] === this.#initial[name]) this.values = { ...this.values, [name]: initial[name] };
    }
    this.#initial = initial;
  }

  /** Says where the draft is kept, and brings back the one that is there. */
  open(storageKey: string): void {
    if (storageKey === this.#storageKey) return;
    this.#storageKey = storageKey;
    try {
      const { values, uploads, attempt, at }: Draft<Name> = JSON.parse(localStorage.getItem(storageKey) ?? '');
      this.values = { ...this.values, ...values };
      this.attempt = attempt;
      if (Date.now() - at < UPLOADS_LAST) this.#uploads.restore(uploads);
      this.#stored = this.restored = true;
    } catch {
      // No draft, or a browser that keeps nothing for this page: the form works without.
    }
  }

  /** Keeps the draft at once. */
  readonly save = (): void => {
    const { values, attempt } = this;
    const { uploads } = this.#uploads;
    const worth =
      attempt ||
      uploads.length ||
      Object.entries(values).some(([name, value]) => value !== (this.#initial[name as Name] ?? ''));
    if (!this.#storageKey || !(worth || this.#stored)) return;
    try {
      const draft: Draft<Name> = { values, uploads, attempt, at: Date.now() };
      if (worth) localStorage.setItem(this.#storageKey, JSON.stringify(draft));
      else localStorage.removeItem(this.#storageKey);
      this.#stored = true;
    } catch {
      // As above.
    }
  };

  /** Begins anew, without the draft. */
  readonly reset = (): void => {
    this.values = { ...this.#initial };
    this.errors = {};
    this.attempt = undefined;
    this.restored = false;
    this.#uploads.clear();
    this.save();
    this.#host.requestUpdate();
  };

  readonly onInput = ({ target }: Event): void => {
    const { name, value } = target as Control;
    // The file input has no name, and keeps its files itself.
    if (!name) return;
    this.values = { ...this.values, [name]: value };
    if (this.errors[name]) this.#judge(target as Control);
    this.#host.requestUpdate();
  };

  readonly onChange = ({ target }: Event): void => {
    this.#judge(target as Control);
    this.#host.requestUpdate();
  };

  /** Judges every field; false, with the focus in the first wrong one, when there is one. */
  validate(form: HTMLFormElement): boolean {
    for (const control of form.elements) this.#judge(control as Control);
    return this.#focus(form);
  }

  /** Marks the fields the server refused; false when it refused something else. */
  refuse(form: HTMLFormElement, { errors = [] }: ProblemDetails): boolean {
    for (const { field, code } of errors) this.errors[field.split('/').pop() ?? ''] = code;
    return !this.#focus(form);
  }

  #judge({ name, value, required, validity }: Control): void {
    this.errors = { ...this.errors };
    delete this.errors[name];
    if (validity.valueMissing || (required && !value.trim())) this.errors[name] = 'required';
    else if (!validity.valid) this.errors[name] = 'invalid_format';
  }

  #focus(form: HTMLFormElement): boolean {
    this.#host.requestUpdate();
    const wrong = Array.from(form.elements).find((control) => this.errors[(control as Control).name]) as
      | Control
      | undefined;
    wrong?.focus();
    return !wrong;
  }
}
