import { html, nothing, type TemplateResult } from 'lit';
import type { FormWords } from '../../src/i18n/ticket-form.ts';

/** What is shown after a ticket was filed. */
export interface Receipt {
  number: string;
  /** Only for somebody logged in. */
  id?: string;
  /** A person looks at it first. */
  review: boolean;
  /** Whether the address wants to be confirmed, was, or nothing is to be said about it. */
  confirmation?: 'open' | 'done' | undefined;
  copied?: boolean;
}

interface Actions {
  /** What is wrong with the code. */
  error: string | undefined;
  copy: () => void;
  confirm: (event: SubmitEvent) => void;
  later: () => void;
  another: () => void;
}

/** The number, what happens next, and the form for the mailed code. */
export const receiptPanel = (
  { number, review, confirmation, copied }: Receipt,
  { error, copy, confirm, later, another }: Actions,
  words: FormWords,
): TemplateResult => html`
  <div class="receipt" part="base">
    <h2 part="title" tabindex="-1">${words.sent}</h2>
    <div class="row"><output>${number}</output><button type="button" class="quiet" @click=${copy}>${copied ? words.copied : words.copy}</button></div>
    <p>${review ? words.review : words.next}</p>
    ${
      confirmation === 'open'
        ? html`<form class="note" @submit=${confirm}>
            <p id="hint">${words.codeHint}</p>
            <div part="field">
              <label part="label" for="code">${words.code}</label>
              <input part="control" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required pattern="\\d{6}" maxlength="6" aria-describedby="hint code-error" aria-invalid=${!!error}>
              <small id="code-error" part="error" aria-live="polite">${error}</small>
            </div>
            <div class="row"><button part="submit" class="primary">${words.confirm}</button><button type="button" class="quiet" @click=${later}>${words.later}</button></div>
          </form>`
        : nothing
    }
    <p role="status">${confirmation === 'done' ? words.confirmed : nothing}</p>
    <div class="row"><button type="button" @click=${another}>${words.another}</button></div>
  </div>
`;
