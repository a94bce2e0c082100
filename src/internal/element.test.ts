import { ContextProvider } from '@lit/context';
import { assert } from '@open-wc/testing';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { Client } from '../api/client.ts';
import { clientContext } from '../context/contexts.ts';
import { staffListSchema } from '../contract/session.schema.ts';
import { listStaff } from '../contract/session.ts';
import { QueryController } from '../controllers/query.ts';
import { EtronElement } from './element.ts';
import { API, mock, mockNetwork, requestsOf } from './testing/network.ts';
import { clearPage, eventually, showPage } from './testing/page.ts';
import { me, TestSession } from './testing/session.ts';

class TestRecord extends EtronElement {
  @property({ attribute: 'record-id' }) recordId = '';
  readonly asked: string[] = [];
  readonly staff = new QueryController(
    this,
    () => (this.client && this.recordId ? ([this.client, this.recordId] as const) : undefined),
    ([client, id], signal) => {
      this.asked.push(`${client.apiUrl} ${id}`);
      return client.call(listStaff, {}, { signal });
    },
  );

  get api(): string | undefined {
    return this.client?.apiUrl;
  }
}
customElements.define('test-record', TestRecord);

/** Provides a client, as `<etron-provider>` does. */
class TestProvider extends LitElement {
  @property() api = '';
  readonly #client = new ContextProvider(this, { context: clientContext });

  protected override willUpdate(): void {
    this.#client.setValue(this.api ? new Client(this.api) : undefined);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
customElements.define('test-provider', TestProvider);

function providerOf(api: string, ...children: Element[]): TestProvider {
  const provider = Object.assign(document.createElement('test-provider') as TestProvider, { api });
  provider.append(...children);
  return provider;
}

const record = (): TestRecord => document.createElement('test-record') as TestRecord;

describe('EtronElement', () => {
  mockNetwork();
  beforeEach(() => mock(listStaff, staffListSchema, () => ({ items: [] })));
  afterEach(clearPage);

  // A compiler that turns decorated properties into fields of each element hides the accessors, and nothing is reactive any more, without an error.
  it('has its reactive properties on the class, whatever the compiler', () => {
    const element = record();
    assert.equal(element.recordId, '');
    assert.isFalse(Object.hasOwn(element, 'recordId'));
    assert.isTrue(Object.hasOwn(TestRecord.prototype, 'recordId'));
    assert.isFalse(Object.hasOwn(element, 'apiUrl'));
    assert.isTrue(Object.hasOwn(EtronElement.prototype, 'apiUrl'));
  });

  it('asks the API once, for what the page set before the element was defined', async () => {
    const tokens: string[] = [];
    const early = document.createElement('test-late-record') as TestRecord;
    const getToken = async (): Promise<string> => {
      tokens.push('asked');
      throw new Error('no token in this test');
    };
    Object.assign(early, { apiUrl: API, recordId: '42', getToken });
    showPage('20rem', early);
    customElements.define('test-late-record', class extends TestRecord {});
    await eventually(() => tokens.length);
    assert.deepEqual(early.asked, [`${API} 42`]);
    assert.isFalse(Object.hasOwn(early, 'recordId'));
    early.recordId = '43';
    await early.updateComplete;
    assert.deepEqual(early.asked, [`${API} 42`, `${API} 43`]);
  });

  it('asks nothing before it stands in a page', async () => {
    const element = Object.assign(record(), { apiUrl: API, recordId: '42' });
    await new Promise(requestAnimationFrame);
    assert.lengthOf(element.asked, 0);
    showPage('20rem', element);
    await eventually(() => requestsOf(listStaff).length);
    assert.deepEqual(element.asked, [`${API} 42`]);
  });

  it('asks nothing, and shows nothing, once nobody is logged in, and asks again when somebody is', async () => {
    const element = Object.assign(record(), { recordId: '42' });
    const provider = new TestSession();
    provider.append(element);
    showPage('20rem', provider);
    await eventually(() => element.staff.data);
    provider.session.setValue(null);
    await element.updateComplete;
    assert.isUndefined(element.staff.data);
    await element.staff.refresh();
    assert.lengthOf(element.asked, 1);
    provider.session.setValue(me(1, 'staff'));
    await eventually(() => element.staff.data);
    assert.lengthOf(element.asked, 2);
  });

  it('asks nothing after it was taken out of the page', async () => {
    const element = Object.assign(record(), { apiUrl: API, recordId: '42' });
    showPage('20rem', element);
    await eventually(() => element.staff.data);
    clearPage();
    element.requestUpdate();
    await element.updateComplete;
    assert.lengthOf(element.asked, 1);
  });

  it('prefers an API of its own to the provider’s', async () => {
    const element = Object.assign(record(), { apiUrl: '/own' });
    showPage('20rem', providerOf('/provided', element));
    await eventually(() => element.api === '/own');
    element.removeAttribute('api-url');
    element.apiUrl = '';
    await eventually(() => element.api === '/provided');
  });

  it('follows its provider', async () => {
    const element = record();
    const provider = providerOf('/first', element);
    showPage('20rem', provider);
    await eventually(() => element.api === '/first');
    provider.api = '/second';
    await eventually(() => element.api === '/second');
  });

  it('takes the nearest provider, and another one after a move', async () => {
    const element = record();
    const inner = providerOf('/inner', element);
    const outer = providerOf('/outer', inner);
    showPage('20rem', outer);
    await eventually(() => element.api === '/inner');
    outer.append(element);
    await eventually(() => element.api === '/outer');
    inner.api = '/elsewhere';
    await inner.updateComplete;
    assert.equal(element.api, '/outer', 'it no longer listens to the one it left');
  });

  it('finds a provider that is defined after it, inside a shadow root too', async () => {
    const provider = Object.assign(document.createElement('test-late-provider') as TestProvider, { api: '/late' });
    const child = record();
    const room = document.createElement('div');
    const hidden = record();
    room.attachShadow({ mode: 'open' }).append(hidden);
    provider.append(child, room);
    showPage('20rem', provider);
    await child.updateComplete;
    assert.isUndefined(child.api);
    customElements.define('test-late-provider', class extends TestProvider {});
    await eventually(() => child.api === '/late' && hidden.api === '/late');
  });

  it('takes a nearer provider that is defined later', async () => {
    const element = record();
    const inner = document.createElement('test-later-provider') as TestProvider;
    inner.append(element);
    const outer = providerOf('/outer', inner);
    showPage('20rem', outer);
    await eventually(() => element.api === '/outer');
    customElements.define('test-later-provider', class extends TestProvider {});
    inner.api = '/inner';
    await eventually(() => element.api === '/inner');
    outer.api = '/changed';
    await outer.updateComplete;
    assert.equal(element.api, '/inner');
  });
});
