import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { meSchema } from '../../src/contract/session.schema.ts';
import { deleteSession, getSession, redeemLink } from '../../src/contract/session.ts';
import { registerWords } from '../../src/i18n/register.ts';
import { FormRoom, fill } from '../../src/internal/testing/form.ts';
import { italian } from '../../src/internal/testing/italian.ts';
import { API, mock, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import './portal.define.ts';
import {
  CUSTOMER,
  eachInPortalRoom,
  heading,
  menu,
  type PortalRoom,
  path,
} from '../../src/internal/testing/portal-room.ts';
import { EtronPortal } from './portal.ts';

const PASSWORD = 'kassa-2026';

describe('<etron-portal>, its session', () => {
  let room: PortalRoom;
  eachInPortalRoom((entered) => {
    room = entered;
  });

  describe('before the login', () => {
    beforeEach(() => {
      room.person = null;
    });

    it('asks to log in, and then shows what was asked for', async function () {
      this.timeout(30_000);
      await room.shownAt('/tickets');
      await heading('Anmelden');
      assert.equal(document.title, 'Anmelden – ETRON Portal');
      assert.deepEqual(allByRole('navigation'), []);
      await room.expectSound();
      type(byRole('textbox', 'E-Mail-Adresse'), CUSTOMER.email);
      byRole('textbox', 'E-Mail-Adresse').focus();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: PASSWORD });
      await sendKeys({ press: 'Enter' });
      await heading('Tickets');
      await eventually(() => focused()?.textContent === 'Tickets');
      await eventually(() => allByRole('gridcell').length);
      assert.equal(document.title, 'Tickets – ETRON Portal');
      assert.equal(path(), '/tickets');
    });

    it('redeems a mailed link, and leaves nothing of it in the address', async () => {
      mock(redeemLink, meSchema, () => room.logIn());
      room.open('/login/a%2Fb');
      (await eventually(() => byRole('button', 'Jetzt anmelden'))).click();
      await heading('Übersicht');
      assert.deepEqual(requestsOf(redeemLink)[0]?.body, { token: 'a/b' });
      assert.equal(path(), '/');
      assert.notInclude(location.href, 'login');
    });

    it('can file a ticket beside the login, where the portal has an embed key', async () => {
      const form = new FormRoom();
      await room.shownAt('/tickets/new', { embedKey: 'pk_test' });
      await heading('Ticket einreichen');
      assert.equal(document.title, 'Ticket einreichen – ETRON Portal');
      assert.lengthOf(allByRole('button', 'Anmelden'), 1);
      await eventually(() => allByRole('textbox', 'Betreff').length);
      await room.expectSound();
      fill();
      byRole('button', 'Ticket einreichen').click();
      await eventually(() => form.sent.length === 1);
      await eventually(() => allByRole('heading', 'Ticket eingereicht').length);
    });

    it('finds no form without a login elsewhere', async () => {
      await room.shownAt('/tickets', { embedKey: 'pk_test' });
      assert.lengthOf(allByRole('textbox', 'Betreff'), 0);
    });

    it('waits without a flicker while it is not known who is there, and says when that takes long', async () => {
      mock(getSession, meSchema, never);
      room.show();
      await eventually(() => textOf(room.portal).includes('Das Portal wird geladen'));
      assert.include(textOf(room.portal), 'Besteht eine Verbindung zum Internet?');
      assert.deepEqual(allByRole('textbox'), []);
      await expectAccessible(room.portal);
    });

    it('leaves the login to a host with tokens', async () => {
      room.show({ getToken: () => Promise.reject(new Error('not today')) });
      mock(getSession, meSchema, () => problem(401, 'unauthenticated'));
      await eventually(() => textOf(room.portal).includes('Das Portal wird geladen'));
      assert.deepEqual(allByRole('textbox'), []);
    });
  });

  describe('its person', () => {
    const openProfile = async () => {
      (await eventually(() => byRole('button', /^Menü von Eva Berger/))).focus();
      await sendKeys({ press: 'Enter' });
      await eventually(() => byRole('radio', 'Deutsch'));
    };

    it('chooses language and colours, which are kept', async function () {
      this.timeout(30_000);
      await room.shownAt('/');
      const told: unknown[] = [];
      room.portal.addEventListener('etron-preferences-changed', ({ language, theme }) => told.push([language, theme]));
      await openProfile();
      await expectAccessible(room.portal);
      byRole('radio', 'English').click();
      await heading('Overview');
      await eventually(() => menu(/^Signatures/));
      byRole('radio', 'Dark').click();
      await eventually(() => getComputedStyle(room.portal).colorScheme === 'dark');
      assert.deepEqual(told, [
        ['en', 'system'],
        ['en', 'dark'],
      ]);
      assert.equal(document.title, 'Overview – ETRON Portal');
      room.portal.remove();
      room.show();
      await heading('Overview');
      assert.equal(getComputedStyle(room.portal).colorScheme, 'dark');
    });

    it('chooses from the languages that the page has brought, too', async () => {
      registerWords('it', italian);
      await room.shownAt('/');
      await openProfile();
      (await eventually(() => byRole('radio', 'Italiano'))).click();
      await heading('Panoramica');
      assert.equal(room.portal.lang, 'it');
    });

    it('finds no such choice where the page makes it', async () => {
      localStorage['etron-preferences'] = '{"language":"en","theme":"dark"}';
      await room.shownAt('/', { withoutPreferences: true });
      await heading('Übersicht');
      assert.notEqual(getComputedStyle(room.portal).colorScheme, 'dark');
      (await eventually(() => byRole('button', /^Menü von Eva Berger/))).click();
      await eventually(() => byRole('button', 'Abmelden'));
      assert.deepEqual(allByRole('radio'), []);
    });

    it('takes what the page set before the element was defined', async () => {
      localStorage['etron-preferences'] = '{"language":"en","theme":"dark"}';
      history.replaceState(null, '', '/shop/portal/tickets');
      const early = document.createElement('test-late-portal') as EtronPortal;
      Object.assign(early, { apiUrl: API, withoutPreferences: true, routing: 'history', base: '/shop/portal' });
      room.portal = early;
      showPage('1200px', room.portal);
      customElements.define('test-late-portal', class extends EtronPortal {});
      await heading('Tickets');
      assert.equal(room.portal.lang, '');
      assert.equal(room.portal.style.colorScheme, '');
    });

    it('logs out by keyboard, and nothing of theirs is left', async () => {
      await room.shownAt('/tickets');
      await openProfile();
      for (let tabs = 0; tabs < 6 && focused()?.textContent !== 'Abmelden'; tabs++) await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await heading('Anmelden');
      assert.lengthOf(requestsOf(deleteSession), 1);
      assert.equal(path(), '/');
      assert.notInclude(textOf(room.portal), 'Eva Berger');
      assert.notInclude(textOf(room.portal), 'Bondrucker');
      await eventually(() => focused()?.textContent === 'Anmelden');
    });

    it('hears when logging out did not work', async () => {
      mock(deleteSession, undefined, offline);
      await room.shownAt('/');
      await openProfile();
      byRole('button', 'Abmelden').click();
      await eventually(() => textOf(byRole('alert')).includes('Die Abmeldung hat nicht geklappt.'));
      assert.ok(byRole('heading', 'Übersicht'));
    });

    it('goes on where they were when the session ended, with what was typed and the focus where it was', async function () {
      this.timeout(20_000);
      await room.shownAt('/tickets/new');
      const subject = await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff'));
      type(subject, 'Mitten im Schreiben');
      subject.focus();
      room.person = null;
      window.dispatchEvent(new Event('online'));
      const dialog = await eventually(() => byRole('dialog', 'Anmelden'));
      await heading('Ihre Sitzung ist abgelaufen');
      await expectAccessible(room.portal);
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'Escape' });
      await eventually(() => (dialog as HTMLDialogElement).open);
      const email = byRole<HTMLInputElement>('textbox', 'E-Mail-Adresse');
      assert.equal(email.value, CUSTOMER.email);
      email.focus();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: PASSWORD });
      await sendKeys({ press: 'Enter' });
      await eventually(() => !(dialog as HTMLDialogElement).open);
      assert.equal(byRole<HTMLInputElement>('textbox', 'Betreff').value, 'Mitten im Schreiben');
      await eventually(() => focused() === subject);
    });

    it('is another one after the session ended: nothing of the first is left', async () => {
      await room.shownAt('/tickets');
      await eventually(() => allByRole('gridcell').length);
      const list = room.portal.shadowRoot?.querySelector('etron-ticket-list');
      room.person = null;
      window.dispatchEvent(new Event('online'));
      await heading('Ihre Sitzung ist abgelaufen');
      const login = room.portal.shadowRoot?.querySelector('dialog etron-login') as HTMLElement;
      room.person = { ...CUSTOMER, id: uuid(4), name: 'Paul Leitner' };
      login.dispatchEvent(
        Object.assign(new Event('etron-logged-in', { bubbles: true, composed: true }), { me: room.person }),
      );
      await eventually(() => byRole('button', /^Menü von Paul Leitner/));
      assert.notEqual(room.portal.shadowRoot?.querySelector('etron-ticket-list'), list);
    });
  });
});
