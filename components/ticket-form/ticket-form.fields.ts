import { html, type TemplateResult } from 'lit';
import { DESCRIPTION_MAX, EMAIL_MAX, NAME_MAX, PHONE_MAX } from '../../src/contract/limits.ts';
import { SUBJECT_MAX, TICKET_CATEGORIES, TICKET_PRIORITIES } from '../../src/contract/tickets.limits.ts';
import type { NewTicketBase, TicketContact } from '../../src/contract/tickets.ts';
import type { FormController } from '../../src/controllers/form.ts';
import type { FormWords } from '../../src/i18n/ticket-form.ts';

interface TextField {
  maxLength: number;
  type?: 'text' | 'textarea' | 'email' | 'tel';
  /** What browsers may fill in. */
  autocomplete?: 'name' | 'email' | 'tel' | 'organization' | 'one-time-code';
  isOptional?: boolean;
}

interface ChoiceField {
  options: readonly (keyof FormWords)[];
  isOptional?: boolean;
}

/** How a field is shown. */
type Field = TextField | ChoiceField;

/** What a person says about a ticket: what the contract asks for, without what the form finds out by itself. */
export type TicketEntries = Omit<NewTicketBase, 'attachments' | 'context'>;

/** A field that the contract gets must get its place here, and its label in `formWords`, before this compiles. */
export const TICKET_FIELDS = {
  subject: { maxLength: SUBJECT_MAX },
  description: { maxLength: DESCRIPTION_MAX, type: 'textarea' },
  category: { options: TICKET_CATEGORIES },
  priority: { options: TICKET_PRIORITIES },
} satisfies Record<keyof TicketEntries, Field>;

export const CONTACT_FIELDS = {
  name: { maxLength: NAME_MAX, type: 'text', autocomplete: 'name' },
  email: { maxLength: EMAIL_MAX, type: 'email', autocomplete: 'email' },
  phone: { maxLength: PHONE_MAX, type: 'tel', autocomplete: 'tel', isOptional: true },
  company: { maxLength: NAME_MAX, type: 'text', autocomplete: 'organization', isOptional: true },
} satisfies Record<keyof TicketContact, Field>;

export const CODE_FIELD = {
  code: { maxLength: 6, type: 'tel', autocomplete: 'one-time-code' },
} satisfies Record<'code', Field>;

type OwnFieldName = keyof TicketEntries | keyof TicketContact | 'code';

/** `companyId` is shown by `CompanyChoice`. */
export type FieldName = OwnFieldName | 'companyId';

/** Fields with their labels and what is wrong with them. With `allOptional`, none of them must be filled in. */
export const fieldset = (
  fields: { [name in OwnFieldName]?: Field },
  { values, errors }: FormController<FieldName>,
  words: FormWords,
  allOptional = false,
): TemplateResult[] =>
  (Object.keys(fields) as OwnFieldName[]).map((name) => {
    const field = fields[name] as Field;
    const value = values[name] ?? '';
    const error = errors[name];
    const help = `${name}-error`;
    const required = !(allOptional || field.isOptional);
    return html`<div part="field">
    <label part="label" for=${name}>${words[name]}</label>
    ${
      'options' in field
        ? html`<select part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value}>
            <option></option>
            ${field.options.map((option) => html`<option value=${option} .selected=${option === value}>${words[option]}</option>`)}
          </select>`
        : field.type === 'textarea'
          ? html`<textarea part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value} maxlength=${field.maxLength} rows="5"></textarea>`
          : html`<input part="control" id=${name} aria-describedby=${help} aria-invalid=${!!error} ?required=${required} .value=${value} maxlength=${field.maxLength} .type=${field.type ?? ''} .autocomplete=${field.autocomplete ?? ''}>`
    }
    <small part="error" id=${help} aria-live="polite">${error && (error === 'required' ? words.required : words.invalid_input)}</small>
  </div>`;
  });
