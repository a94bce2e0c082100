import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { redeemPasswordLink, requestPasswordLink } from '../../src/contract/account.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { createSession, redeemLink, requestLink } from '../../src/contract/session.ts';
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
import { me } from '../../src/internal/testing/session.ts';
import './login.define.ts';
import type { EtronLogin } from './login.ts';

const ME = me(3, 'customer');
const MAIL = 'eva@example.at';

describe('<etron-login>', () => {
  mockNetwork();
  let login: EtronLogin;
  let entered: unknown[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    entered = [];
    mock(createSession, meSchema, () => ME);
  });
  afterEach(clearPage);

  async function shown(attributes: Partial<EtronLogin> = {}, width = '700px'): Promise<void> {
    login = Object.assign(document.createElement('etron-login'), { apiUrl: API, ...attributes });
    login.addEventListener('etron-logged-in', (event) => entered.push(event.me));
    showPage(width, login);
    await login.updateComplete;
  }

  async function expectSound(): Promise<void> {
    for (const width of ['320px', '700px']) {
      (login.closest('main') as HTMLElement).style.width = width;
      assert.deepEqual(overflowing(login), [], width);
      await expectAccessible(login);
    }
  }

  const alert = () => textOf(byRole('alert'));
  const fill = (email: string, password = '') => {
    type(byRole('textbox', 'E-Mail-Adresse'), email);
    type(login.shadowRoot?.querySelector('#password') as HTMLElement, password);
  };

  it('logs in by keyboard alone, with what password managers need', async () => {
    await shown();
    const email = byRole<HTMLInputElement>('textbox', 'E-Mail-Adresse');
    assert.equal(email.autocomplete, 'username');
    assert.equal(login.shadowRoot?.querySelector<HTMLInputElement>('#password')?.autocomplete, 'current-password');
    await expectSound();
    email.focus();
    await sendKeys({ type: ` ${MAIL}` });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'kassa-2026' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => entered.length);
    assert.deepEqual(entered, [ME]);
    assert.deepEqual(requestsOf(createSession)[0]?.body, { email: MAIL, password: 'kassa-2026' });
  });

  it('asks for what is missing, where it is missing, and sends nothing', async () => {
    await shown();
    for (const [email, password, name, complaint] of [
      ['', 'x', 'email', 'Bitte geben Sie Ihre E-Mail-Adresse ein.'],
      ['eva', 'x', 'email', 'Bitte geben Sie Ihre E-Mail-Adresse ein.'],
      [MAIL, '', 'password', 'Bitte geben Sie Ihr Passwort ein.'],
    ] as const) {
      fill(email, password);
      byRole('button', 'Anmelden').click();
      await login.updateComplete;
      const control = focused() as HTMLInputElement;
      assert.equal(control.id, name);
      assert.equal(control.ariaInvalid, 'true');
      assert.equal(login.shadowRoot?.querySelector(`#${name}-error`)?.textContent, complaint);
    }
    await expectSound();
    assert.lengthOf(requestsOf(createSession), 0);
    assert.deepEqual(entered, []);
  });

  it('marks an address that only the server finds wrong', async () => {
    mock(createSession, meSchema, () => problem(422, 'invalid_input'));
    await shown();
    fill('eva@localhost', 'x');
    byRole('button', 'Anmelden').click();
    await eventually(() => (focused() as HTMLElement).id === 'email');
    assert.equal(byRole('textbox', 'E-Mail-Adresse').ariaInvalid, 'true');
    assert.deepEqual(allByRole('alert'), []);
  });

  for (const [answer, words] of [
    [() => problem(401, 'invalid_credentials'), 'E-Mail-Adresse oder Passwort stimmt nicht.'],
    [() => problem(429, 'rate_limited'), 'Zu viele Versuche.'],
    [() => problem(500, 'internal'), 'Das hat leider nicht geklappt.'],
    [offline, 'Keine Verbindung.'],
  ] as const) {
    it(`says what went wrong, and keeps what was typed: ${words}`, async () => {
      mock(createSession, meSchema, answer);
      await shown();
      fill(MAIL, 'x');
      byRole('button', 'Anmelden').click();
      await eventually(() => alert().includes(words));
      await expectSound();
      assert.equal(byRole<HTMLInputElement>('textbox', 'E-Mail-Adresse').value, MAIL);
      mock(createSession, meSchema, () => ME);
      byRole('button', 'Anmelden').click();
      await eventually(() => entered.length);
      assert.deepEqual(allByRole('alert'), []);
    });
  }

  it('sends once, however often the button is pressed', async () => {
    mock(createSession, meSchema, never);
    await shown();
    fill(MAIL, 'x');
    const button = byRole('button', 'Anmelden');
    for (let presses = 0; presses < 3; presses++) button.click();
    await eventually(() => byRole('button', 'Einen Moment …').ariaDisabled === 'true');
    await expectAccessible(login);
    await eventually(() => requestsOf(createSession).length);
    assert.lengthOf(requestsOf(createSession), 1);
  });

  it('mails a link in the language of the page, and says the same whether the address is known', async () => {
    mock(requestLink, undefined, () => undefined as never);
    await shown();
    document.documentElement.lang = 'en';
    await eventually(() => byRole('heading', 'Log in'));
    byRole('button', 'Send a link by e-mail').click();
    assert.lengthOf(requestsOf(requestLink), 0, 'without an address there is nowhere to send it');
    type(byRole('textbox', 'E-mail address'), MAIL);
    byRole('button', 'Send a link by e-mail').click();
    await eventually(() => focused()?.textContent === 'Check your inbox');
    assert.deepEqual(requestsOf(requestLink)[0]?.body, { email: MAIL, language: 'en' });
    assert.include(textOf(login), `If we know ${MAIL}, a link to log in is on its way.`);
    await expectSound();
    byRole('button', 'Back to login').click();
    await eventually(() => byRole<HTMLInputElement>('textbox', 'E-mail address').value === MAIL);
    assert.notMatch(textOf(login), /Anmelde|Passwort|Postfach/);
  });

  it('mails a link for a new password, and says the same whether the address is known', async () => {
    mock(requestPasswordLink, undefined, () => undefined as never);
    await shown();
    byRole('button', 'Passwort vergessen?').click();
    await login.updateComplete;
    assert.equal((focused() as HTMLElement).id, 'email');
    assert.lengthOf(requestsOf(requestPasswordLink), 0, 'without an address there is nowhere to send it');
    type(byRole('textbox', 'E-Mail-Adresse'), MAIL);
    byRole('button', 'Passwort vergessen?').click();
    await eventually(() => focused()?.textContent === 'Sehen Sie in Ihr Postfach');
    assert.deepEqual(requestsOf(requestPasswordLink)[0]?.body, { email: MAIL, language: 'de' });
    assert.include(textOf(login), `Wenn ${MAIL} bei uns bekannt ist, ist ein Link für ein neues Passwort unterwegs.`);
    await expectSound();
  });

  it('sets a new password by a mailed link, and logs in', async () => {
    mock(redeemPasswordLink, meSchema, () => ME);
    await shown({ passwordToken: 'abc' });
    await expectSound();
    const field = () => login.shadowRoot?.querySelector('#new-password') as HTMLInputElement;
    const submit = () => byRole('button', 'Passwort setzen und anmelden').click();
    assert.equal(field().autocomplete, 'new-password');
    type(field(), 'kurz');
    submit();
    await eventually(() => field().ariaInvalid === 'true');
    assert.lengthOf(requestsOf(redeemPasswordLink), 0);
    mock(redeemPasswordLink, meSchema, () =>
      problem(422, 'invalid_input', [{ field: '/password', code: 'invalid_value', message: '' }]),
    );
    type(field(), 'Eva Berger Eva Berger');
    submit();
    await eventually(() => textOf(login).includes('Das ist leicht zu erraten'));
    assert.deepEqual(allByRole('alert'), []);
    assert.equal(focused(), field());
    await expectSound();
    mock(redeemPasswordLink, meSchema, () => ME);
    type(field(), 'Regen auf altem Blech');
    submit();
    await eventually(() => entered.length);
    assert.deepEqual(requestsOf(redeemPasswordLink).at(-1)?.body, { token: 'abc', password: 'Regen auf altem Blech' });
  });

  it('leads from a password link that does not work back to the login', async () => {
    mock(redeemPasswordLink, meSchema, () => problem(410, 'link_expired'));
    await shown({ passwordToken: 'abc' });
    type(login.shadowRoot?.querySelector('#new-password') as HTMLElement, 'Regen auf altem Blech');
    byRole('button', 'Passwort setzen und anmelden').click();
    await eventually(() => /Dieser Link/.test(alert()));
    await expectSound();
    byRole('button', 'Zurück zur Anmeldung').click();
    await eventually(() => byRole('button', 'Passwort vergessen?'));
    assert.deepEqual(allByRole('alert'), []);
  });

  it('redeems a mailed link by a click, never by itself', async () => {
    mock(redeemLink, meSchema, () => ME);
    await shown({ token: 'abc' });
    await expectSound();
    assert.lengthOf(requestsOf(redeemLink), 0, 'mail scanners open links');
    byRole('button', 'Jetzt anmelden').click();
    await eventually(() => entered.length);
    assert.deepEqual(requestsOf(redeemLink)[0]?.body, { token: 'abc' });
  });

  for (const [status, code] of [
    [410, 'link_expired'],
    [422, 'invalid_input'],
  ] as const) {
    it(`leads from a link that does not work (${code}) to another one`, async () => {
      mock(redeemLink, meSchema, () => problem(status, code));
      await shown({ token: 'abc' });
      byRole('button', 'Jetzt anmelden').click();
      await eventually(() => /Dieser Link/.test(alert()));
      assert.deepEqual(allByRole('button', 'Jetzt anmelden'), []);
      await expectSound();
      byRole('button', 'Zurück zur Anmeldung').click();
      await eventually(() => focused()?.textContent === 'Anmelden');
      assert.ok(byRole('button', 'Link per E-Mail schicken'));
      assert.deepEqual(allByRole('alert'), []);
    });
  }

  it('says that a session ended, with the address that was used and room for more below', async () => {
    await shown({ ended: true, email: MAIL, innerHTML: '<p>Hilfe: 01 2300 41</p>' } as Partial<EtronLogin>);
    assert.ok(byRole('heading', 'Ihre Sitzung ist abgelaufen'));
    assert.equal(byRole<HTMLInputElement>('textbox', 'E-Mail-Adresse').value, MAIL);
    assert.include(textOf(login), 'Hilfe: 01 2300 41');
    await expectSound();
  });
});
