import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Upload } from '../contract/history.ts';
import type { FieldErrorCode, ProblemDetails } from '../contract/problem.ts';
import { readControls } from './control-values.ts';
import { getStored, removeStored, setStored } from './storage.ts';
import type { UploadsController } from './uploads.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
type Values<Name extends string> = { [name in Name]?: string | null | undefined };

/** A submit that may have reached the server: repeated with the same key and proof of work, it is done once. */
export interface Attempt {
  key: string;
  proof?: string | undefined;
  /** It got no answer yet. */
  lost?: boolean;
}

/** What the browser keeps until the form was sent. */
interface Draft<Name extends string> {
  values: Values<Name>;
  uploads: Upload[];
  attempt?: Attempt | undefined;
}

const SAVE_AFTER = 300;

/**
 * Values, errors and draft of a form whose controls carry the field's name as `id`. Native constraints decide what is valid: a field is judged when it
 * was changed and left, all of them on submit. Put `onEdit` on `<form novalidate>`, for `input` and `change`.
 */
export class FormController<Name extends string> implements ReactiveController {
  values: Values<Name> = {};
  errors: { [name in string]?: FieldErrorCode | undefined } = {};
  attempt: Attempt | undefined;
  /** What stands in the form comes from an earlier visit. */
  restored: true | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #uploads: UploadsController;
  #initial: Values<Name> = {};
  #place: string | undefined;
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
  prefill(initial: Values<Name>): void {
    for (const key of Object.keys({ ...this.#initial, ...initial })) {
      const name = key as Name;
      if (this.values[name] === this.#initial[name]) this.values[name] = initial[name];
    }
    this.#initial = initial;
  }

  /**
   * Says under which name the draft is kept, and brings back the one that is there. What was typed under another name stays there. False when it is the
   * name that was said before.
   */
  open(place: string): boolean {
    if (place === this.#place) return false;
    if (this.#place) {
      this.save();
      this.#clear();
      this.#stored = false;
    }
    this.#place = place;
    const draft = getStored<Draft<Name>>(place, { values: {}, uploads: [] });
    if (!draft) return true;
    Object.assign(this.values, draft.values);
    this.attempt = draft.attempt;
    this.#uploads.restore(draft.uploads);
    this.#stored = this.restored = true;
    return true;
  }

  /** Keeps the draft at once. */
  readonly save = (): void => {
    const { values, attempt } = this;
    const place = this.#place;
    if (!place) return;
    const { uploads } = this.#uploads;
    const draft: Draft<Name> = { values, uploads, attempt };
    const worth =
      attempt || uploads[0] || Object.keys(values).some((name) => values[name as Name] !== this.#initial[name as Name]);
    if (worth) setStored(place, draft);
    else if (this.#stored) removeStored(place);
    this.#stored = !!worth;
  };

  /** Begins anew, without the draft. */
  reset(): void {
    this.#clear();
    this.save();
  }

  /** Handler of `input` and `change`. */
  readonly onEdit = ({ target, type }: Event): void => {
    const control = target as Control;
    const { id, value } = control;
    if (control.type !== 'file') this.values[id as Name] = value || undefined;
    if (type === 'change' || this.errors[id]) this.#judge(control);
    this.#host.requestUpdate();
  };

  /** Judges every field by what stands in it now; false, with the focus in the first wrong one, when there is one. */
  validate({ elements }: HTMLFormElement): boolean {
    readControls(elements, (id, value) => {
      // One without a name is no field, but helps to fill in another.
      if (id) this.values[id as Name] = value || undefined;
    });
    for (const control of elements) this.#judge(control as Control);
    return this.#focus(elements);
  }

  /** Marks the fields the server refused. */
  refuse({ elements }: HTMLFormElement, { errors }: ProblemDetails): void {
    for (const { field, code } of errors ?? []) this.errors[field.replace(/.*\//, '')] = code;
    this.#focus(elements);
  }

  #clear(): void {
    this.values = { ...this.#initial };
    this.errors = {};
    this.attempt = undefined;
    this.restored = undefined;
    this.#uploads.clear();
  }

  #judge({ id, value, required, validity }: Control): void {
    this.errors[id] = required && !value.trim() ? 'required' : validity.valid ? undefined : 'invalid_format';
  }

  #focus(elements: HTMLFormControlsCollection): boolean {
    const wrong = Array.from(elements).find(({ id }) => this.errors[id]) as Control | undefined;
    wrong?.closest('details')?.setAttribute('open', '');
    wrong?.focus();
    this.#host.requestUpdate();
    return !wrong;
  }
}
