import { ContextConsumer } from '@lit/context';
import { assert } from '@open-wc/testing';
import { Client } from '../../src/api/client.ts';
import { sessionContext } from '../../src/context/contexts.ts';
import { accessTokenSchema, meSchema, staffListSchema } from '../../src/contract/session.schema.ts';
import { deleteSession, exchangeHostToken, getSession, listStaff, type Me } from '../../src/contract/session.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { API, mock, mockNetwork, offline, problem, requests, requestsOf } from '../../src/internal/testing/network.ts';
import { clearPage, eventually, showPage } from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import type { EtronProvider } from './provider.ts';

const ME: Me = {
  id: uuid(3),
  name: 'Martina Huber',
  email: 'huber@baeckerei.example',
  phone: null,
  role: 'customer',
  management: false,
  permissions: [],
  company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
  partner: null,
};

class TestProbe extends EtronElement {
  readonly session = new ContextConsumer(this, { context: sessionContext, subscribe: true });

  get api(): Client | undefined {
    return this.client;
  }
}
customElements.define('test-probe', TestProbe);

const signedIn = () => mock(getSession, meSchema, () => ME);
const signedOut = () => mock(getSession, meSchema, () => problem(401, 'unauthenticated'));

function show(attributes: Partial<EtronProvider> = { apiUrl: API }) {
  const provider = Object.assign(document.createElement('etron-provider'), attributes) as EtronProvider;
  const probe = document.createElement('test-probe') as TestProbe;
  const sessions: (Me | null)[] = [];
  provider.addEventListener('etron-session-changed', ({ me }) => sessions.push(me));
  provider.append(probe);
  showPage('20rem', provider);
  return { provider, probe, sessions };
}

describe('<etron-provider>', () => {
  mockNetwork();
  afterEach(clearPage);

  // First, because a tag is defined once only.
  it('reaches children that were there before its script', async () => {
    signedIn();
    const { provider, probe } = show({});
    provider.setAttribute('api-url', API);
    await probe.updateComplete;
    assert.notOk(probe.api);
    await import('./provider.define.ts');
    await eventually(() => probe.session.value);
    assert.equal(probe.api?.apiUrl, API);
    assert.deepEqual(probe.session.value, ME);
  });

  it('shows nothing itself and lets its children lay themselves out', async () => {
    signedOut();
    const { provider, probe, sessions } = show();
    await eventually(() => sessions.length);
    assert.equal(getComputedStyle(provider).display, 'contents');
    assert.equal(probe.parentElement, provider);
    assert.notInclude(Object.keys(provider), 'apiUrl', 'a reactive property is an accessor of the class');
  });

  it('says who is logged in: unknown at first, then somebody', async () => {
    signedIn();
    const { provider, probe, sessions } = show();
    assert.isUndefined(provider.me);
    await eventually(() => sessions.length);
    assert.deepEqual(sessions, [ME]);
    assert.deepEqual(probe.session.value, ME);
  });

  it('says that nobody is logged in', async () => {
    signedOut();
    const { probe, sessions } = show();
    await eventually(() => sessions.length);
    assert.deepEqual(sessions, [null]);
    assert.isNull(probe.session.value);
  });

  it('speaks the context protocol by registered symbols, so that a second bundle understands it', async () => {
    signedIn();
    const { provider, sessions } = show();
    await eventually(() => sessions.length);
    const seen: unknown[] = [];
    const request = new Event('context-request', { bubbles: true, composed: true });
    Object.assign(request, { context: Symbol.for('etron.session.v1'), callback: (value: unknown) => seen.push(value) });
    provider.firstElementChild?.dispatchEvent(request);
    assert.deepEqual(seen, [ME]);
  });

  it('follows a login and a log-out', async () => {
    signedOut();
    mock(deleteSession, undefined, () => undefined as never);
    const { provider, sessions } = show();
    await eventually(() => sessions.length);
    signedIn();
    await provider.refreshSession();
    await provider.refreshSession();
    assert.deepEqual(sessions, [null, ME], 'the same session again is no event');
    await provider.logOut();
    assert.deepEqual(sessions, [null, ME, null]);
    assert.lengthOf(requestsOf(deleteSession), 1);
  });

  it('takes over the session that a login inside it began, without asking', async () => {
    signedOut();
    const { provider, probe, sessions } = show();
    await eventually(() => sessions.length);
    probe.dispatchEvent(Object.assign(new Event('etron-logged-in', { bubbles: true, composed: true }), { me: ME }));
    assert.deepEqual(provider.me, ME);
    assert.deepEqual(probe.session.value, ME);
    assert.deepEqual(sessions, [null, ME]);
    assert.lengthOf(requestsOf(getSession), 1);
    assert.equal(provider.client, probe.api);
  });

  it('stays logged in when the log-out does not reach the API', async () => {
    signedIn();
    mock(deleteSession, undefined, offline);
    const { provider, sessions } = show();
    await eventually(() => sessions.length);
    const error = await provider.logOut().catch((thrown) => thrown);
    assert.equal(error.problem.code, 'network');
    assert.deepEqual(provider.me, ME);
  });

  it('notices a session that ended while working, whichever element asked', async () => {
    signedIn();
    mock(listStaff, staffListSchema, () => problem(401, 'unauthenticated'));
    const { probe, sessions } = show();
    await eventually(() => sessions.length);
    signedOut();
    const calls = [1, 2, 3].map(() => probe.api?.call(listStaff).catch(() => {}));
    await Promise.all(calls);
    await eventually(() => sessions.length === 2);
    assert.deepEqual(sessions, [ME, null]);
    assert.isTrue(probe.isConnected, 'what was typed stays where it is');
    assert.lengthOf(requestsOf(getSession), 2, 'three failures ask once');
  });

  it('has another client for another person, so that nobody sees what was loaded for the one before', async () => {
    signedIn();
    const { provider, probe, sessions } = show();
    await eventually(() => sessions.length);
    const client = probe.api;
    signedOut();
    await provider.refreshSession();
    signedIn();
    await provider.refreshSession();
    assert.equal(probe.api, client, 'the same person goes on where they were');
    mock(getSession, meSchema, () => ({ ...ME, id: uuid(4) }));
    await provider.refreshSession();
    assert.instanceOf(probe.api, Client);
    assert.notEqual(probe.api, client);
    assert.lengthOf(sessions, 4);
  });

  it('does not believe a late 401 from before a login', async () => {
    signedIn();
    mock(listStaff, staffListSchema, () => problem(401, 'unauthenticated'));
    const { provider, probe, sessions } = show();
    await eventually(() => sessions.length);
    await probe.api?.call(listStaff).catch(() => {});
    await eventually(() => requestsOf(getSession).length === 2);
    await provider.refreshSession();
    assert.deepEqual(provider.me, ME);
    assert.deepEqual(sessions, [ME]);
  });

  it('asks again when the network comes back', async () => {
    mock(getSession, meSchema, offline);
    const { provider, sessions } = show();
    await eventually(() => requestsOf(getSession).length);
    assert.isUndefined(provider.me, 'nobody knows');
    signedIn();
    window.dispatchEvent(new Event('online'));
    await eventually(() => sessions.length);
    assert.deepEqual(sessions, [ME]);
  });

  it('forgets the session with the API it came from', async () => {
    signedIn();
    const { provider, probe, sessions } = show();
    await eventually(() => sessions.length);
    provider.apiUrl = '';
    await provider.updateComplete;
    assert.isUndefined(probe.session.value);
    assert.notOk(probe.api);
  });

  it('gets a fresh host token after a 401 and keeps it out of sight', async () => {
    const tokens = ['host-secret-1', 'host-secret-2'];
    let asked = 0;
    mock(exchangeHostToken, accessTokenSchema, ({ body }) => ({
      accessToken: `access-for-${(body as { token: string }).token}`,
      expiresIn: 600,
    }));
    mock(getSession, meSchema, ({ headers }) =>
      headers.get('authorization')?.endsWith('1') ? problem(401, 'unauthenticated') : ME,
    );
    const events: Event[] = [];
    const listener = (event: Event) => events.push(event);
    document.addEventListener('etron-session-changed', listener);
    const { provider, sessions } = show({ apiUrl: API, getToken: async () => tokens[asked++] ?? '' });
    await eventually(() => sessions.length);
    document.removeEventListener('etron-session-changed', listener);

    assert.equal(asked, 2);
    assert.deepEqual(provider.me, ME);
    assert.deepEqual(
      requestsOf(getSession).map(({ headers }) => headers.get('authorization')),
      ['Bearer access-for-host-secret-1', 'Bearer access-for-host-secret-2'],
    );
    const visible = [
      document.documentElement.outerHTML,
      provider.shadowRoot?.innerHTML,
      JSON.stringify(events.map((event) => ({ ...event }))),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.cookie,
      performance.getEntriesByType('resource').map(({ name }) => name),
      requests.map(({ query }) => `${query}`),
    ].join();
    assert.notInclude(visible, 'secret');
  });

  it('treats a host whose getToken fails like no connection, and tries again', async () => {
    let asked = 0;
    signedIn();
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const getToken = () => (asked++ ? Promise.resolve('token') : Promise.reject(new Error('backend down')));
    const { provider, sessions } = show({ apiUrl: API, getToken });
    await eventually(() => asked);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.isUndefined(provider.me);
    window.dispatchEvent(new Event('online'));
    await eventually(() => sessions.length);
    assert.deepEqual(sessions, [ME]);
  });
});
