import { css, html, type LitElement, type TemplateResult } from 'lit';
import type { ProblemError } from '../../src/api/client.ts';
import { PASSWORD_MAX, PASSWORD_MIN } from '../../src/contract/account.limits.ts';
import type { FieldError, FieldErrorCode, ProblemDetails } from '../../src/contract/problem.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { passwordWords } from '../../src/i18n/passwords.ts';
import { formField } from './form-field.ts';

const ID = 'new-password';

const passwordError = ({ errors }: ProblemDetails): FieldError | undefined =>
  errors?.find(({ field }) => field === '/password');

/** Whether a request failed because of the new password, which its field says. */
export const refusesPassword = ({ problem }: ProblemError): boolean => !!passwordError(problem);

/** The field for a new password, which can be shown while it is typed. Style sheets: `formFieldStyles`, `newPasswordStyles`. */
export class NewPassword {
  /** All passwords of the form are shown as text. */
  isShown = false;
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof passwordWords>>;
  #fault: FieldErrorCode | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    this.#locale = new LocaleController(host, passwordWords);
  }

  get value(): string {
    return this.#input.value;
  }

  /** False, with the focus in the field, when the password is too short. */
  validate(): boolean {
    if (this.value.length >= PASSWORD_MIN) return true;
    this.#mark('too_short');
    return false;
  }

  /** Says in the field why the server refused the password, if that was what it refused. */
  refuse(problem: ProblemDetails): void {
    const error = passwordError(problem);
    if (error) this.#mark(error.code);
  }

  /** Empties the field. */
  clear(): void {
    this.#input.value = '';
    this.#fault = undefined;
    this.isShown = false;
  }

  render(): TemplateResult {
    const { words } = this.#locale;
    const faults: { [code in FieldErrorCode]?: string } = { too_short: words.tooShort, invalid_value: words.easy };
    return html`
      ${formField({
        id: ID,
        label: words.label,
        type: this.isShown ? 'text' : 'password',
        autocomplete: 'new-password',
        maxLength: PASSWORD_MAX,
        hint: words.hint,
        error: this.#fault && (faults[this.#fault] ?? words.wrong),
        edited: () => this.#mark(undefined),
      })}
      <label class="show"><input type="checkbox" .checked=${this.isShown} @change=${this.#toggle}>${words.show}</label>
    `;
  }

  get #input(): HTMLInputElement {
    return this.#host.renderRoot.querySelector(`#${ID}`) as HTMLInputElement;
  }

  #mark(fault: FieldErrorCode | undefined): void {
    this.#fault = fault;
    if (fault) this.#input.focus();
    this.#host.requestUpdate();
  }

  readonly #toggle = (event: Event): void => {
    this.isShown = (event.currentTarget as HTMLInputElement).checked;
    this.#host.requestUpdate();
  };
}

/** Look of the field; needs `tokens` and `controls`. */
export const newPasswordStyles = css`
  .show {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 2.75rem;
    margin-top: -0.75rem;
    font-size: 0.9375rem;
  }
  .show input {
    width: 1.125rem;
    min-height: 1.125rem;
    accent-color: var(--_accent);
  }
`;
