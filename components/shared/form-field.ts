import { css, html, nothing, type TemplateResult } from 'lit';

interface FormField {
  /** Also the name under which the control is found. */
  id: string;
  label: string;
  value?: string;
  type?: 'text' | 'email' | 'tel' | 'password';
  autocomplete: AutoFill;
  maxLength?: number;
  /** What helps to fill it in. */
  hint?: string;
  /** What is wrong with it. */
  error?: string | undefined;
  isOptional?: boolean;
  edited?: () => void;
}

/** An input with its label, a hint, and what is wrong with it. Style sheet: `formFieldStyles`. */
export const formField = ({
  id,
  label,
  value,
  type = 'text',
  hint,
  error,
  edited,
  ...field
}: FormField): TemplateResult =>
  html`<div part="field">
    <label part="label" for=${id}>${label}</label>
    <input part="control" id=${id} name=${id} .type=${type} .autocomplete=${field.autocomplete} ?required=${!field.isOptional}
      maxlength=${field.maxLength ?? nothing} value=${value ?? ''} aria-invalid=${!!error}
      aria-describedby=${hint ? `${id}-error ${id}-hint` : `${id}-error`} @input=${edited}>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    <p part="error" id="${id}-error">${error ?? nothing}</p>
  </div>`;

/** Look of `formField`; needs `tokens` and `controls`. */
export const formFieldStyles = css`
  [part='field'] {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
  }
  [part='label'] {
    font-weight: 550;
  }
  [part='field'] p {
    margin: 0;
  }
  [part='control'] {
    font-size: 1rem;
  }
  [part='field'] [part='error']:empty {
    display: none;
  }
  .hint {
    color: var(--_muted);
  }
`;
