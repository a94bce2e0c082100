import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import '@etron/portal-widgets/portal/define';
import '../shared/base.css';
import '../shared/login-list.ts';
import './portal.css';
import { dictionary, LocaleController, type Me } from '@etron/portal-widgets';
import { PageElement } from '../shared/page-element.ts';

const portalWords = dictionary(
  'demo-portal',
  { verify: 'Unterschriebenes PDF prüfen', toStaff: 'Zum Support-Arbeitsplatz' },
  { verify: 'Check a signed PDF', toStaff: 'To the support desk' },
);

/** The standalone portal: the element, and what belongs to the demo. */
export class Portal extends PageElement {
  @state() private me: Me | null = null;

  readonly #locale = new LocaleController(this, portalWords);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <etron-portal api-url="/api/v1" embed-key="portal-page" @etron-session-changed=${this.#sessionChanged} @etron-preferences-changed=${this.#preferencesChanged}>
        <span class="brand" slot="brand"><img src="/favicon.svg" alt="" width="28" height="28" /><span><b>ETRON</b> Portal</span></span>
        <demo-login-list slot="login"></demo-login-list>
        ${this.me?.role === 'staff' ? html`<a slot="profile" href="/staff.html">${words.toStaff}</a>` : nothing}
        <a slot="footer" href="/verify.html">${words.verify}</a>
      </etron-portal>
    `;
  }

  #sessionChanged({ me }: HTMLElementEventMap['etron-session-changed']): void {
    this.me = me;
  }

  /** The page is wider than the portal: its scroll bar, its language for screen readers. `public/theme.js` does the same for the next visit. */
  #preferencesChanged({ language, theme }: HTMLElementEventMap['etron-preferences-changed']): void {
    document.documentElement.lang = language;
    document.documentElement.dataset['theme'] = theme;
  }
}

customElements.define('demo-portal', Portal);
