import { css, html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Me, Permission } from '../../src/contract/session.ts';
import { ReaderController } from '../../src/controllers/reader.ts';
import { menuWords } from '../../src/i18n/menus.ts';
import { permissionWords } from '../../src/i18n/permissions.ts';
import { lockIcon } from './icon.ts';
import { missingText, requestPermission } from './permission-request.ts';

/**
 * Says whom to ask for a missing permission: the sales partner, the management of the reader's company, or, for the management itself, ETRON. For the
 * latter it offers a ticket that is written already.
 */
export class MissingPermission {
  readonly #host: LitElement;
  readonly #reader: ReaderController;

  /** `client` is undefined unless the permission is missing; `me` unless a provider says who reads. */
  constructor(host: LitElement, client: () => Client | undefined, me: () => Me | undefined) {
    this.#host = host;
    this.#reader = new ReaderController(host, me, client);
  }

  /** Style sheets: `permissionStyles`, `iconStyles`. */
  render(permission: Permission, language: LanguageTag): TemplateResult {
    const words = permissionWords(language);
    const what = menuWords(language)[permission];
    const { me } = this.#reader;
    const { title, text, mayRequest } = missingText(what, me, language);
    return html`<div class="forbidden" part="body" role="status">
      ${lockIcon()}
      <h2 part="title">${title}</h2>
      <p>${text}</p>
      ${
        me && mayRequest
          ? html`<button class="primary" type="button" @click=${() => requestPermission(this.#host, permission, me, language)}>${words.request}</button>`
          : nothing
      }
    </div>`;
  }
}

/** Look of the panel; needs `tokens` and `controls`. */
export const permissionStyles = css`
  .forbidden {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    max-width: 32rem;
    margin: 0 auto;
    padding: 4rem 1rem;
    color: var(--_muted);
    text-align: center;
    text-wrap: balance;
  }
  .forbidden .icon {
    width: 2.75rem;
    height: 2.75rem;
    padding: 0.625rem;
    border-radius: 50%;
    background: var(--_sunken);
  }
  .forbidden h2 {
    margin: 0;
    color: var(--_text);
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.4;
    letter-spacing: 0;
  }
  .forbidden p {
    margin: 0 0 0.75rem;
  }
`;
