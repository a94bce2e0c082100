import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentSigner, SigningDocument } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { dateTime, formatDate } from '../../src/i18n/dates.ts';
import { documentWords } from '../../src/i18n/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signDocWords } from '../../src/i18n/sign-doc.ts';
import { documentTones } from '../../src/styles/tones.ts';
import { downloadIcon } from '../shared/icon.ts';
import { meaningPanel } from '../shared/record-answer.ts';
import { statusChip } from '../shared/status.ts';
import { linked, safeLink, withoutBidi } from '../shared/text.ts';

/** Whether the reader can sign a document here and now. */
export const isSignable = ({ signing, status }: SigningDocument): boolean => signing === 'here' && status === 'waiting';

interface StateModel {
  document: SigningDocument;
  words: WordsOf<typeof signDocWords>;
  language: LanguageTag;
  /** Leads to the history. */
  jump: TemplateResult;
  downloading: boolean;
  download(): void;
}

/** Title, company, state, and the author's message. */
export function heading({ document, words, language, jump }: StateModel): TemplateResult {
  const { title, company, status, expiresAt, message } = document;
  const day = expiresAt && formatDate(language, expiresAt, { dateStyle: 'medium' });
  return html`<header part="header">
    <h2 part="title">${withoutBidi(title)}</h2>
    <p class="facts">${statusChip(documentWords(language).status[status], documentTones[status])}
      <span>${withoutBidi(company.name)}</span>
      ${status === 'waiting' && day ? html`<span>${words.expires(day)}</span>` : nothing}
      ${jump}
    </p>
    ${message && status === 'waiting' ? html`<div class="message">${linked(message)}</div>` : nothing}
  </header>`;
}

/** What the state of the document means for the reader; nothing when they can sign. */
export function meaning(model: StateModel): TemplateResult {
  const { document, words, language } = model;
  const { status, ending, signers, signing, portalUrl, expiresAt } = document;
  const name = withoutBidi(ending?.name ?? '');
  const me = signers.find((signer) => signer.me);
  switch (status) {
    case 'draft':
      return meaningPanel('queued', '', html`<p>${words.draft}</p>`);
    case 'signed':
      return meaningPanel('done', words.signedTitle, html`<p>${words.signed}</p>${downloadButton(model)}`);
    case 'declined':
      return meaningPanel('ended', words.declinedTitle, html`<p>${words.declined(name)}</p>${reason(ending)}`);
    case 'cancelled':
      return meaningPanel('ended', words.cancelledTitle, html`<p>${words.cancelled(name)}</p>${reason(ending)}`);
    case 'expired': {
      const day = expiresAt && formatDate(language, expiresAt, { dateStyle: 'medium' });
      return meaningPanel('ended', words.expiredTitle, html`<p>${day ? words.expiredOn(day) : words.expired}</p>`);
    }
  }
  if (signing === 'elsewhere')
    return meaningPanel(
      'attention',
      words.elsewhereTitle,
      html`<p>${words.elsewhere}</p>${safeLink(portalUrl, words.openPortal)}`,
    );
  if (signing === 'later')
    return meaningPanel('attention', words.laterTitle, html`<p>${words.later(names(before(signers, me)))}</p>`);
  if (signing === 'none')
    return meaningPanel(
      me?.status === 'signed' ? 'done' : 'attention',
      me?.status === 'signed' ? words.mineTitle : words.waitingTitle,
      html`<p>${words.waiting(names(signers.filter((signer) => signer.status === 'waiting')))}</p>`,
    );
  return html``;
}

const before = (signers: DocumentSigner[], me: DocumentSigner | undefined): DocumentSigner[] =>
  signers.filter((signer) => signer.status === 'waiting' && !signer.me && signer.order < (me?.order ?? 0));

const names = (signers: DocumentSigner[]): string => signers.map(({ name }) => withoutBidi(name)).join(', ');

const reason = (ending: SigningDocument['ending']): TemplateResult =>
  ending?.reason ? html`<blockquote>${linked(ending.reason)}</blockquote>` : html``;

const downloadButton = ({ words, downloading, download }: StateModel): TemplateResult =>
  html`<button type="button" class="primary" aria-disabled=${downloading} @click=${download}>${downloadIcon()}${words.downloadSealed}</button>`;

/** Who signs, and how far each is. */
export function signerList({ document, words, language }: StateModel): TemplateResult {
  const names = documentWords(language).signer;
  return html`<section class="signers" aria-labelledby="signers">
    <h3 id="signers">${words.signers}</h3>
    <ul part="list">
      ${document.signers.map(
        ({ name, role, status, endedAt, me }) => html`<li>
          <span><strong>${withoutBidi(name)}</strong>${me ? html` <small>(${words.you})</small>` : nothing}<br><small>${withoutBidi(role)}</small></span>
          <span class="signer">${statusChip(names[status], status === 'signed' ? 'done' : status === 'declined' ? 'queued' : 'attention')}
            ${endedAt ? html`<time datetime=${endedAt}>${dateTime(language, endedAt)}</time>` : nothing}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}
