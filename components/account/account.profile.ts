import { html, nothing, type TemplateResult } from 'lit';
import { type Account, updateAccount } from '../../src/contract/account.ts';
import { LANGUAGES, type Language } from '../../src/contract/language.ts';
import { NAME_MAX, PHONE_MAX } from '../../src/contract/limits.ts';
import { languageName } from '../../src/i18n/language-name.ts';
import { TicketRequestedEvent } from '../shared/events.ts';
import { formField } from '../shared/form-field.ts';
import { mailLink } from '../shared/text.ts';
import { AccountChangedEvent } from './account.events.ts';
import { AccountSection } from './account.section.ts';

type ProfileField = 'name' | 'phone';

/** Name, telephone number and language, which people change themselves, and what ETRON changes for them. */
export class ProfileSection extends AccountSection {
  #wrong: ProfileField | undefined;

  render(account: Account): TemplateResult {
    const { words } = this.locale;
    const { name, phone, language, email, company } = account;
    const edited = () => {
      this.#wrong = undefined;
      this.host.requestUpdate();
    };
    return html`<section aria-labelledby="profile">
      <h2 part="title" id="profile">${words.profile}</h2>
      <form novalidate @submit=${this.#save}>
        ${formField({
          id: 'name',
          label: words.name,
          value: name,
          autocomplete: 'name',
          maxLength: NAME_MAX,
          error: this.#wrong === 'name' ? words.nameMissing : undefined,
          edited,
        })}
        ${formField({
          id: 'phone',
          label: `${words.phone} (${words.optional})`,
          value: phone ?? '',
          type: 'tel',
          autocomplete: 'tel',
          maxLength: PHONE_MAX,
          error: this.#wrong === 'phone' ? words.invalid : undefined,
          isOptional: true,
          edited,
        })}
        <div part="field">
          <label part="label" for="language">${words.language}</label>
          <select part="control" id="language" aria-describedby="language-hint">
            ${language ? nothing : html`<option value="">${words.languageOpen}</option>`}
            ${LANGUAGES.map((tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === language}>${languageName(tag)}</option>`)}
          </select>
          <p class="hint" id="language-hint">${words.languageHint}</p>
        </div>
        ${this.outcome(!!this.#wrong)}
        <div class="actions">
          <button part="submit" class="primary" aria-disabled=${this.pending}>${this.pending ? words.saving : words.save}</button>
        </div>
      </form>
      <dl>
        <dt>${words.email}</dt><dd>${mailLink(email)}</dd>
        ${company ? html`<dt>${words.company}</dt><dd>${company.name}</dd>` : nothing}
      </dl>
      <p class="lead">${words.fixed}</p>
      <button type="button" @click=${() => this.#ask(account)}>${words.ask}</button>
    </section>`;
  }

  readonly #save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const value = (id: string) =>
      this.host.renderRoot.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)?.value.trim() ?? '';
    const [name, phone, language] = [value('name'), value('phone'), value('language') as Language | ''];
    if (!name) return this.#mark('name');
    const body = { name, phone: phone || null, ...(language && { language }) };
    await this.change(async (client) => {
      const account = await client.call(updateAccount, { body });
      this.host.dispatchEvent(new AccountChangedEvent(account));
    }, this.locale.words.saved);
    const refused = this.problem?.problem.errors?.map(({ field }) => field.slice(1));
    if (refused?.includes('name')) this.#mark('name');
    else if (refused?.includes('phone')) this.#mark('phone');
  };

  #mark(field: ProfileField): void {
    this.#wrong = field;
    this.host.requestUpdate();
    this.host.renderRoot.querySelector<HTMLElement>(`#${field}`)?.focus();
  }

  #ask({ name, email }: Account): void {
    const { words } = this.locale;
    this.host.dispatchEvent(
      new TicketRequestedEvent({
        subject: words.askSubject,
        description: words.askDescription(`${name}, ${email}`),
        category: 'change',
      }),
    );
  }
}
