import { html, type TemplateResult } from 'lit';
import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, PHONE_MAX } from '../../src/contract/limits.ts';
import { SUBJECT_MAX, TICKET_CATEGORIES, TICKET_PRIORITIES } from '../../src/contract/tickets.limits.ts';
import type { FormController } from '../../src/controllers/form.ts';
import type { FormWords } from '../../src/i18n/ticket-form.ts';

/** Greatest length, or what to choose from; kind of control; what browsers may fill in. */
type Field = readonly [
  limit: number | readonly (keyof FormWords)[],
  type?: string,
  autocomplete?: 'name' | 'email' | 'tel' | 'organization' | 'one-time-code',
  optional?: boolean,
];

export const TICKET_FIELDS = {
  subject: [SUBJECT_MAX],
  description: [DESCRIPTION_MAX, 'textarea'],
  category: [TICKET_CATEGORIES],
  priority: [TICKET_PRIORITIES],
} satisfies Record<string, Field>;

export const CONTACT_FIELDS = {
  name: [NAME_MAX, 'text', 'name'],
  email: [EMAIL_MAX, 'email', 'email'],
  phone: [PHONE_MAX, 'tel', 'tel', true],
  company: [NAME_MAX, 'text', 'organization', true],
} satisfies Record<string, Field>;

export const CODE_FIELD = { code: [6, 'tel', 'one-time-code'] } satisfies Record<string, Field>;

export type FieldName = keyof typeof TICKET_FIELDS | keyof typeof CONTACT_FIELDS | 'code';

/** Fields with their labels and what is wrong with them. `optional`: none of them must be filled in. */
export const fieldset = (
  fields: { [name in FieldName]?: Field },
  { values, errors }: FormController<FieldName>,
  words: FormWords,
  optional = false,
): TemplateResult[] =>
  (Object.keys(fields) as FieldName[]).map((name) => {
    const [limit, type, autocomplete, isOptional] = fields[name] as Field;
    const value = values[name] ?? '';
    const error = errors[name];
    const help = `${name}-error`;
    const required = !(optional || isOptional);
    return html`<div part="field">
    <label part="label" for=${name}>${words[name]}</label>
    ${
      typeof limit === 'object'
        ? html`<select part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value}>
            <option></option>
            ${limit.map((option) => html`<option value=${option} .selected=${option === value}>${words[option]}</option>`)}
          </select>`
        : type === 'textarea'
          ? html`<textarea part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value} maxlength=${limit} rows="5"></textarea>`
          : html`<input part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value} maxlength=${limit} .type=${type ?? ''} .autocomplete=${autocomplete ?? ''}>`
    }
    <small part="error" id=${help} aria-live="polite">${error && (error === 'required' ? words.required : words.invalid_input)}</small>
  </div>`;
  });
