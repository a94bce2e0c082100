import { html, type TemplateResult } from 'lit';
import type { Me } from '../../src/contract/session.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { portalWords } from '../../src/i18n/portal.ts';
import { isMailedLink, type Route } from './portal.routes.ts';

interface WelcomeModel {
  words: WordsOf<typeof portalWords>;
  route: Route;
  me: Me | null | undefined;
  /** A host's tokens say who is logged in: there is no login here. */
  isHosted: boolean;
  /** With which somebody who is not logged in can file a ticket. */
  embedKey: string | undefined;
}

/** What is shown before the login. */
export function welcome({ words, route: { view, id }, me, isHosted, embedKey }: WelcomeModel): TemplateResult {
  if (me === undefined && !isMailedLink(view))
    return html`<section class="page" aria-busy="true">
      <p class="visually-hidden" role="status">${words.starting}</p>
      <p class="late">${words.late}</p>
    </section>`;
  const files = filesAnonymously(view, embedKey);
  const form = () => html`
    <h1 part="title" tabindex="-1">${words.newTicket}</h1>
    <p class="lead">${isHosted ? words.newTicketLead : words.withoutLogin}</p>
    <etron-ticket-form without-header embed-key=${embedKey ?? ''}></etron-ticket-form>
  `;
  if (isHosted)
    return html`<section class="page narrow">
      ${files ? form() : html`<h1 part="title" tabindex="-1">${words.signedOut}</h1><p class="lead">${words.signedOutText}</p>`}
    </section>`;
  return html`<section class="page welcome">
    <etron-login token=${view === 'login' ? id : ''} password-token=${view === 'password' ? id : ''}><slot name="login"></slot></etron-login>
    ${
      files
        ? html`<div class="without-login">${form()}</div>`
        : html`<div class="hero">
            <slot name="welcome">
              <p>${words.hero}</p>
              <ul>${words.points.map((point) => html`<li>${point}</li>`)}</ul>
            </slot>
          </div>`
    }
  </section>`;
}

/** Whether a view offers somebody who is not logged in to file a ticket. */
export const filesAnonymously = (view: Route['view'], embedKey: string | undefined): boolean =>
  view === 'new-ticket' && !!embedKey;
