import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { PASSWORD_MAX } from '../../src/contract/account.limits.ts';
import { type Account, removePassword, setPassword } from '../../src/contract/account.ts';
import { formField } from '../shared/form-field.ts';
import { NewPassword, refusesPassword } from '../shared/new-password.ts';
import { AccountSection } from './account.section.ts';

type CurrentFault = 'missing' | 'wrong';

/** Sets, changes and removes the password. */
export class PasswordSection extends AccountSection {
  readonly #newPassword: NewPassword;
  readonly #changed: () => void;
  #fault: CurrentFault | undefined;

  /** @param changed Called after each change. */
  constructor(host: LitElement, client: () => Client | undefined, changed: () => void) {
    super(host, client);
    this.#newPassword = new NewPassword(host);
    this.#changed = changed;
  }

  render({ hasPassword, email }: Account): TemplateResult {
    const { words } = this.locale;
    const { pending } = this;
    const faults: Record<CurrentFault, string> = { missing: words.currentMissing, wrong: words.currentWrong };
    return html`<section aria-labelledby="password">
      <h2 part="title" id="password">${words.password}</h2>
      <p class="lead">${hasPassword ? words.passwordLead : words.noPasswordLead}</p>
      <form novalidate @submit=${this.#set}>
        <input type="email" autocomplete="username" .value=${email} readonly hidden>
        ${
          hasPassword
            ? formField({
                id: 'current',
                label: words.current,
                type: this.#newPassword.isShown ? 'text' : 'password',
                autocomplete: 'current-password',
                maxLength: PASSWORD_MAX,
                error: this.#fault && faults[this.#fault],
                edited: () => this.#mark(undefined),
              })
            : nothing
        }
        ${this.#newPassword.render()}
        ${this.outcome(!!this.#fault || (!!this.problem && refusesPassword(this.problem)))}
        <div class="actions">
          <button part="submit" class="primary" aria-disabled=${pending}>${hasPassword ? words.change : words.set}</button>
          ${hasPassword ? html`<button type="button" class="quiet" aria-disabled=${pending} @click=${this.#remove}>${words.remove}</button>` : nothing}
        </div>
      </form>
    </section>`;
  }

  /** Undefined where there is no password to ask for. */
  get #current(): HTMLInputElement | null {
    return this.host.renderRoot.querySelector('#current');
  }

  readonly #set = async (event: Event): Promise<void> => {
    event.preventDefault();
    const current = this.#current?.value;
    if (current === '') return this.#mark('missing');
    if (!this.#newPassword.validate()) return;
    const body = { password: this.#newPassword.value, ...(current && { current }) };
    await this.#replace((client) => client.call(setPassword, { body }), this.locale.words.passwordSet);
  };

  readonly #remove = async (): Promise<void> => {
    const current = this.#current?.value;
    if (!current) return this.#mark('missing');
    await this.#replace(
      (client, key) => client.call(removePassword, { body: { current } }, { key }),
      this.locale.words.passwordRemoved,
    );
  };

  async #replace(work: (client: Client, key: string) => Promise<void>, done: string): Promise<void> {
    if (await this.change(work, done)) {
      const current = this.#current;
      if (current) current.value = '';
      this.#newPassword.clear();
      this.#changed();
    } else if (this.problem?.problem.code === 'password_wrong') this.#mark('wrong');
    else if (this.problem) this.#newPassword.refuse(this.problem.problem);
  }

  #mark(fault: CurrentFault | undefined): void {
    this.#fault = fault;
    this.host.requestUpdate();
    if (fault) this.#current?.focus();
  }
}
