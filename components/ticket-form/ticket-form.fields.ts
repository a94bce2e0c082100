import { html, nothing, type TemplateResult } from 'lit';
import {
  DESCRIPTION_MAX,
  EMAIL_MAX,
  NAME_MAX,
  PHONE_MAX,
  SUBJECT_MAX,
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
} from '../../src/contract/tickets.limits.ts';
import type { FormController } from '../../src/controllers/form.ts';
import type { FormWords } from '../../src/i18n/ticket-form.ts';

interface Field {
  /** Greatest length, or what to choose from. */
  limit: number | readonly (keyof FormWords['options'])[];
  optional?: boolean;
  type?: 'textarea' | 'email' | 'tel';
  autocomplete?: 'name' | 'email' | 'tel' | 'organization';
}

const FIELDS = {
  subject: { limit: SUBJECT_MAX },
  description: { limit: DESCRIPTION_MAX, type: 'textarea' },
  category: { limit: TICKET_CATEGORIES },
  priority: { limit: TICKET_PRIORITIES },
  name: { limit: NAME_MAX, autocomplete: 'name' },
  email: { limit: EMAIL_MAX, type: 'email', autocomplete: 'email' },
  phone: { limit: PHONE_MAX, type: 'tel', autocomplete: 'tel', optional: true },
  company: { limit: NAME_MAX, autocomplete: 'organization', optional: true },
} satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const TICKET_FIELDS = ['subject', 'description', 'category', 'priority'] as const;
export const CONTACT_FIELDS = ['name', 'email', 'phone', 'company'] as const;

/** One field with its label and what is wrong with it. */
export function field(
  name: FieldName,
  { values, errors }: FormController<FieldName>,
  words: FormWords,
): TemplateResult {
  const { limit, optional, type, autocomplete }: Field = FIELDS[name];
  const value = values[name] ?? '';
  const code = errors[name];
  const error = html`<small id="${name}-error" part="error" aria-live="polite">${
    code && (code === 'required' || code === 'too_long' ? words[code] : words.invalid)
  }</small>`;
  if (typeof limit === 'object') {
    return html`<fieldset part="field" role="radiogroup" aria-describedby="${name}-error" aria-invalid=${!!code}>
      <legend part="label">${words[name]}</legend>
      ${limit.map(
        (option) =>
          html`<label><input type="radio" name=${name} value=${option} required .checked=${value === option}>${words.options[option]}</label>`,
      )}
      ${error}
    </fieldset>`;
  }
  return html`<div part="field">
    <label part="label" for=${name}>${words[name]} ${optional ? html`<small>${words.optional}</small>` : nothing}</label>
    ${
      type === 'textarea'
        ? html`<textarea part="control" id=${name} name=${name} rows="5" required maxlength=${limit} aria-describedby="${name}-error" aria-invalid=${!!code} .value=${value}></textarea>`
        : html`<input part="control" id=${name} name=${name} type=${type ?? 'text'} ?required=${!optional} maxlength=${limit} autocomplete=${autocomplete ?? 'off'} aria-describedby="${name}-error" aria-invalid=${!!code} .value=${value}>`
    }
    ${error}
  </div>`;
}
