import { html, nothing, type TemplateResult } from 'lit';
import type { DraftController } from '../../src/controllers/draft.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { checkIcon } from '../shared/icon.ts';
import type { Standing } from './sign-doc.guide.ts';

type SigningWords = WordsOf<typeof signingWords>;

interface BarModel {
  words: SigningWords;
  standing: Standing;
  draft: DraftController<unknown>;
  withMark: boolean;
  mayDecline: boolean;
  next(): void;
  sign(): void;
  decline(): void;
}

/** How far the signer is, and what comes next: the next field, or at last the signature. */
export function bar({ words, standing, draft, withMark, mayDecline, next, sign, decline }: BarModel): TemplateResult {
  const { required, filled, open } = standing;
  const count = required.length;
  return html`<div class="bar" part="footer">
    <div class="progress">
      <p role="status">${count ? words.progress(filled, count) : words.noRequired}</p>
      ${
        count
          ? html`<svg class="meter" role="progressbar" aria-label=${words.progressLabel} aria-valuemin="0" aria-valuemax=${count} aria-valuenow=${filled}
            aria-valuetext=${words.progress(filled, count)} width="100%" height="6" ?data-full=${filled === count}>
            <rect class="rail" width="100%" height="6" rx="3"></rect><rect width="${(filled / count) * 100}%" height="6" rx="3"></rect></svg>`
          : nothing
      }
    </div>
    <p class="saving" role="status" data-state=${draft.state}>${
      draft.state === 'saved'
        ? html`${checkIcon()}${words.saved}`
        : draft.state === 'saving'
          ? words.saving
          : draft.state === 'unsaved'
            ? words.unsavedShort
            : ''
    }</p>
    <div class="doing">
      ${mayDecline ? html`<button type="button" class="quiet decline" @click=${decline}>${words.decline}</button>` : nothing}
      ${
        open.length
          ? html`<button type="button" class="primary next" part="control" @click=${next}>${words.next}<span aria-hidden="true">↓</span></button>`
          : html`<button type="button" class="primary finish" part="submit" @click=${sign}>${withMark ? words.sign : words.complete}</button>`
      }
    </div>
  </div>`;
}
