import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { accountSchema, sessionListSchema } from '../../src/contract/account.schema.ts';
import {
  type Account,
  type ActiveSession,
  endOtherSessions,
  endSession,
  getAccount,
  listSessions,
  removePassword,
  setPassword,
  updateAccount,
} from '../../src/contract/account.ts';
import { API, mock, mockNetwork, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import './account.define.ts';
import type { EtronAccount } from './account.ts';

const GOOD = 'Regen auf altem Blech';

describe('<etron-account>', () => {
  mockNetwork();
  let element: EtronAccount;
  let account: Account;
  let sessions: ActiveSession[];

  const session = (n: number, browser: string | null, system: string | null): ActiveSession => ({
    id: uuid(n),
    createdAt: '2026-11-20T08:00:00Z',
    usedAt: '2026-11-24T08:00:00Z',
    browser,
    system,
    current: n === 1,
  });

  before(() => setViewport({ width: 1280, height: 900 }));
  beforeEach(() => {
    account = {
      name: 'Eva Berger',
      phone: '+43 1 23',
      language: 'de',
      email: 'eva@example.at',
      company: { id: uuid(9), name: 'Bäckerei Huber & Söhne GmbH' },
      hasPassword: true,
    };
    sessions = [session(1, 'Firefox', 'Windows'), session(2, 'Safari', 'iPhone'), session(3, null, null)];
    mock(getAccount, accountSchema, () => account);
    mock(listSessions, sessionListSchema, () => ({ items: sessions }));
    mock(updateAccount, accountSchema, ({ body }) => {
      account = { ...account, ...(body as Partial<Account>) };
      return account;
    });
  });
  afterEach(clearPage);

  async function shown(): Promise<void> {
    element = Object.assign(document.createElement('etron-account'), { apiUrl: API });
    showPage('700px', element);
    await eventually(() => allByRole('textbox', 'Name').length);
    if (account.hasPassword !== null) await eventually(() => allByRole('listitem').length);
  }

  async function expectSound(): Promise<void> {
    for (const width of ['320px', '700px']) {
      (element.closest('main') as HTMLElement).style.width = width;
      await new Promise(requestAnimationFrame);
      assert.deepEqual(overflowing(element), [], width);
      await expectAccessible(element);
    }
  }

  const input = (id: string) => element.shadowRoot?.querySelector(`#${id}`) as HTMLInputElement;
  const errorOf = (id: string) => input(`${id}-error`).textContent ?? '';
  const press = (name: string | RegExp) => byRole('button', name).click();
  const said = (words: string) =>
    eventually(() => allByRole('status').some((status) => textOf(status).includes(words)));

  it('shows what people are to the portal, and what only ETRON changes', async () => {
    await shown();
    assert.equal(byRole<HTMLInputElement>('textbox', 'Name').value, 'Eva Berger');
    assert.equal(byRole<HTMLInputElement>('textbox', 'Telefon (freiwillig)').value, '+43 1 23');
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Sprache der E-Mails').value, 'de');
    assert.include(textOf(element), 'eva@example.at');
    assert.include(textOf(element), 'Bäckerei Huber & Söhne GmbH');
    await expectSound();
    let subject = '';
    element.addEventListener('etron-ticket-requested', ({ prefill }) => {
      subject = `${prefill?.category} ${prefill?.subject}`;
    });
    press('Änderung anfragen');
    assert.equal(subject, 'change E-Mail-Adresse oder Firma ändern');
  });

  it('saves name, phone and language, and tells the page', async () => {
    account = { ...account, language: null };
    await shown();
    const told: Account[] = [];
    element.addEventListener('etron-account-changed', (event) => told.push(event.account));
    type(byRole('textbox', 'Name'), ' Eva Berger-Maier ');
    type(byRole('textbox', 'Telefon (freiwillig)'), '');
    byRole<HTMLSelectElement>('combobox', 'Sprache der E-Mails').value = 'en';
    press('Speichern');
    await said('Gespeichert.');
    assert.deepEqual(requestsOf(updateAccount)[0]?.body, { name: 'Eva Berger-Maier', phone: null, language: 'en' });
    assert.deepEqual(told, [account]);
    assert.equal(byRole<HTMLInputElement>('textbox', 'Name').value.trim(), 'Eva Berger-Maier');
    await expectSound();
  });

  it('says in the field what cannot be saved', async () => {
    await shown();
    type(byRole('textbox', 'Name'), '  ');
    press('Speichern');
    await eventually(() => errorOf('name') === 'Bitte geben Sie Ihren Namen ein.');
    assert.equal(focused(), input('name'));
    assert.lengthOf(requestsOf(updateAccount), 0);
    await expectSound();
    type(byRole('textbox', 'Name'), 'Eva');
    mock(updateAccount, accountSchema, () =>
      problem(422, 'invalid_input', [{ field: '/phone', code: 'invalid_value', message: '' }]),
    );
    press('Speichern');
    await eventually(() => focused() === input('phone') && input('phone').ariaInvalid === 'true');
    assert.deepEqual(allByRole('alert'), []);
  });

  it('keeps what was typed when there is no connection', async () => {
    mock(updateAccount, accountSchema, offline);
    await shown();
    type(byRole('textbox', 'Name'), 'Eva B.');
    press('Speichern');
    await eventually(() => textOf(byRole('alert')).includes('Keine Verbindung'));
    assert.equal(input('name').value, 'Eva B.');
    await expectSound();
  });

  it('changes the password with the current one, shown or not', async () => {
    mock(setPassword, undefined, () => undefined as never);
    await shown();
    assert.equal(input('current').autocomplete, 'current-password');
    assert.equal(input('new-password').autocomplete, 'new-password');
    press('Passwort ändern');
    await eventually(() => errorOf('current') === 'Bitte geben Sie Ihr derzeitiges Passwort ein.');
    type(input('current'), 'kassa-2026');
    type(input('new-password'), 'kurz');
    press('Passwort ändern');
    await eventually(() => focused() === input('new-password'));
    assert.include(errorOf('new-password'), 'mindestens 15 Zeichen');
    assert.lengthOf(requestsOf(setPassword), 0);
    await expectSound();
    byRole('checkbox', 'Passwort anzeigen').click();
    await eventually(() => input('new-password').type === 'text' && input('current').type === 'text');
    type(input('new-password'), GOOD);
    press('Passwort ändern');
    await said('Ihr neues Passwort gilt.');
    assert.deepEqual(requestsOf(setPassword)[0]?.body, { current: 'kassa-2026', password: GOOD });
    assert.deepEqual([input('current').value, input('new-password').value], ['', '']);
    await eventually(() => requestsOf(listSessions).length === 2);
    await expectSound();
  });

  it('says beside the field that the current password is wrong, or the new one easy to guess', async () => {
    mock(setPassword, undefined, () => problem(422, 'password_wrong'));
    await shown();
    type(input('current'), 'x');
    type(input('new-password'), GOOD);
    press('Passwort ändern');
    await eventually(() => errorOf('current') === 'Dieses Passwort stimmt nicht.');
    assert.equal(focused(), input('current'));
    assert.deepEqual(allByRole('alert'), []);
    await expectSound();
    type(input('current'), 'y');
    mock(setPassword, undefined, () =>
      problem(422, 'invalid_input', [{ field: '/password', code: 'invalid_value', message: '' }]),
    );
    press('Passwort ändern');
    await eventually(() => errorOf('new-password').startsWith('Das ist leicht zu erraten'));
    assert.deepEqual(allByRole('alert'), []);
    mock(setPassword, undefined, () => problem(429, 'rate_limited'));
    press('Passwort ändern');
    await eventually(() => textOf(byRole('alert')).includes('Sie bleiben angemeldet'));
  });

  it('removes the password, or sets a first one', async () => {
    mock(removePassword, undefined, () => {
      account = { ...account, hasPassword: false };
      return undefined as never;
    });
    mock(setPassword, undefined, () => undefined as never);
    await shown();
    type(input('current'), 'kassa-2026');
    press('Passwort entfernen');
    await said('Sie haben kein Passwort mehr.');
    assert.deepEqual(requestsOf(removePassword)[0]?.body, { current: 'kassa-2026' });
    await eventually(() => !input('current'));
    assert.deepEqual(allByRole('button', 'Passwort entfernen'), []);
    await expectSound();
    type(input('new-password'), GOOD);
    press('Passwort setzen');
    await eventually(() => requestsOf(setPassword).length);
    assert.deepEqual(requestsOf(setPassword)[0]?.body, { password: GOOD });
  });

  it('ends one of the sessions, or all others, and marks this one', async () => {
    mock(endSession, undefined, ({ params }) => {
      sessions = sessions.filter(({ id }) => id !== params['id']);
      return undefined as never;
    });
    mock(endOtherSessions, undefined, () => {
      sessions = sessions.slice(0, 1);
      return undefined as never;
    });
    await shown();
    const items = () => allByRole('listitem').map((item) => textOf(item));
    assert.match(items()[0]!, /Firefox auf Windows.*Dieses Gerät/s);
    assert.match(items()[2]!, /Unbekannter Browser auf unbekanntem Gerät/);
    assert.lengthOf(allByRole('button', /^Sitzung beenden/), 2);
    press(/^Sitzung beenden: Safari auf iPhone/);
    await said('Die Sitzung ist beendet.');
    assert.deepEqual(requestsOf(endSession)[0]?.params, { id: uuid(2) });
    await eventually(() => items().length === 2 && focused() === byRole('heading', 'Angemeldete Geräte'));
    press('Alle anderen beenden');
    await said('Alle anderen Sitzungen sind beendet.');
    await eventually(() => items().length === 1);
    assert.include(textOf(element), 'Sonst sind Sie nirgends angemeldet.');
    await expectSound();
  });

  it('takes a session that has ended meanwhile off the list', async () => {
    mock(endSession, undefined, () => {
      sessions = sessions.slice(0, 2);
      return problem(404, 'not_found');
    });
    await shown();
    press(/^Sitzung beenden: Unbekannter/);
    await eventually(() => allByRole('listitem').length === 2);
  });

  it('leaves passwords and sessions to the portal’s own page where a host logs people in', async () => {
    account = { ...account, hasPassword: null };
    await shown();
    const link = byRole<HTMLAnchorElement>('link', 'Kundenportal öffnen');
    assert.equal(link.href, `${location.origin}/#/account`);
    assert.lengthOf(requestsOf(listSessions), 0);
    assert.isNull(input('new-password'));
    await expectSound();
  });

  it('says that it is loading, and that it could not', async () => {
    mock(getAccount, accountSchema, never);
    element = Object.assign(document.createElement('etron-account'), { apiUrl: API });
    showPage('700px', element);
    await eventually(() => allByRole('status').length);
    await expectSound();
    clearPage();
    mock(getAccount, accountSchema, () => problem(500, 'internal'));
    element = Object.assign(document.createElement('etron-account'), { apiUrl: API });
    showPage('700px', element);
    await eventually(() => allByRole('alert').length);
    await expectSound();
    mock(getAccount, accountSchema, () => account);
    press('Erneut versuchen');
    await eventually(() => allByRole('textbox', 'Name').length);
  });

  it('speaks the language of the page', async () => {
    await shown();
    document.documentElement.lang = 'en';
    await eventually(() => allByRole('heading', 'Logged-in devices').length);
    assert.ok(byRole('button', /^End session: Safari on iPhone/));
    assert.notMatch(textOf(element), /Passwort|Sitzung|Sprache|angemeldet/i);
    await expectSound();
  });
});
