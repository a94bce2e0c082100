import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { historyPageSchema, timeSheetSchema } from '../../src/contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../src/contract/history.ts';
import { companyListSchema, meSchema } from '../../src/contract/session.schema.ts';
import { getSession, listCompanies } from '../../src/contract/session.ts';
import { lookupSchema, subscriptionListSchema } from '../../src/contract/subscriptions.schema.ts';
import { listSubscriptions, lookUpModules, type Subscription } from '../../src/contract/subscriptions.ts';
import {
  API,
  EventStream,
  mock,
  mockNetwork,
  never,
  offline,
  problem,
  requestsOf,
} from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import {
  mockSubscriptions,
  SAMPLE_RESULTS,
  sampleInstance,
  sampleSubscription,
} from '../../src/internal/testing/subscriptions.ts';
import type { TicketPrefill } from '../shared/events.ts';
import './subscriptions.define.ts';
import { cleanView } from './subscriptions.data.ts';
import type { EtronSubscriptions } from './subscriptions.ts';

const HUBER = { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' };
const OTHER = { id: uuid(6), name: 'Trafik Novak' };

describe('<etron-subscriptions>', () => {
  mockNetwork();
  let element: EtronSubscriptions;
  let items: Subscription[];
  let asked: (TicketPrefill | undefined)[];
  let views: object[];

  before(() => setViewport({ width: 1280, height: 900 }));
  beforeEach(() => {
    items = [
      sampleSubscription(1),
      sampleSubscription(2, { title: 'Kassa alt', status: 'ended', endDate: '2025-06-30', nextInvoice: null }),
      sampleSubscription(3, {
        title: 'Lager',
        period: 'year',
        net: '1250.00',
        instance: { key: 'wels', name: 'Filiale Wels' },
        endDate: '2027-01-31',
        nextInvoice: null,
        assignee: null,
      }),
    ];
    mockSubscriptions(items);
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => new EventStream().response());
  });
  afterEach(clearPage);

  function created(attributes: Partial<EtronSubscriptions>): EtronSubscriptions {
    element = Object.assign(document.createElement('etron-subscriptions'), attributes);
    asked = [];
    views = [];
    element.addEventListener('etron-ticket-requested', ({ prefill }) => asked.push(prefill));
    element.addEventListener('etron-view-changed', ({ view }) => views.push(view));
    return element;
  }
  const show = (attributes: Partial<EtronSubscriptions> = {}, width = '1100px') =>
    showPage(width, created({ apiUrl: API, ...attributes }));
  async function shown(attributes?: Partial<EtronSubscriptions>, width?: string): Promise<void> {
    show(attributes, width);
    await eventually(() => allByRole('article').length);
  }
  async function shownTo(person: TestSession['session']['value'], attributes: Partial<EtronSubscriptions> = {}) {
    const provider = new TestSession();
    provider.append(created(attributes));
    showPage('1100px', provider);
    provider.session.setValue(person);
    await eventually(() => textOf(element).trim());
    return provider;
  }
  async function lookedUp(search: string, attributes: Partial<EtronSubscriptions> = {}, width?: string): Promise<void> {
    await shown({ ...attributes, view: { search } }, width);
    await eventually(() => requestsOf(lookUpModules).length && !statusText().includes('Wird gesucht'));
  }
  const resultOf = (name: string): HTMLElement =>
    byRole('heading', name).closest<HTMLElement>('li') ?? assert.fail(`no result ${name}`);
  const cardOf = (title: string): HTMLElement => byRole('article', title);
  const unfold = (card: HTMLElement) => card.querySelector<HTMLElement>('.history summary')?.click();

  it('shows the subscriptions of each instance, in both languages, live', async () => {
    await shown();
    const names = allByRole('region').map((region) => region.querySelector('h2')?.textContent);
    assert.deepEqual(names, ['Ist es dabei?', 'Filiale Linz', 'Filiale Wels']);
    assert.match(
      textOf(cardOf('onRetail Kassa')),
      /AB-10021 87,80\s€ pro Monat, ohne USt\. Seit 01\.02\.2025 Nächste Rechnung 01\.12\.2026/,
    );
    assert.match(textOf(cardOf('Lager')), /1\.250,00\s€ pro Jahr.*Endet am 31\.01\.2027 Nächste Rechnung keine mehr/);
    const cells = [...cardOf('onRetail Kassa').querySelectorAll('tbody tr:nth-child(2) td')].map((cell) =>
      textOf(cell).trim(),
    );
    assert.deepEqual(cells, ['Gutscheine 1 × 10,00 € −12,5 %', '1', '10,00 €', '−12,5 %', '8,75 €']);
    await eventually(() => statusText().includes('3 Abonnements'));
    document.documentElement.lang = 'en';
    await eventually(() => textOf(cardOf('Lager')).includes('€1,250.00 per year, excl. VAT Since 1 Feb 2025'));
    assert.notMatch(textOf(element), /Abonnement|Rechnung|Rabatt/);
    // Modules have names in both languages.
    await eventually(() => requestsOf(listSubscriptions).at(-1)?.query.get('language') === 'en');
  });

  it('keeps instances of several companies apart', async () => {
    items.push(sampleSubscription(4, { title: 'Tabak', company: OTHER }));
    await shown();
    assert.deepEqual(
      allByRole('heading', /^Filiale Linz/).map((heading) => textOf(heading).trim()),
      ['Filiale Linz Bäckerei Huber & Söhne GmbH', 'Filiale Linz Trafik Novak'],
    );
    assert.equal(cardOf('Tabak').closest('section')?.querySelectorAll('article').length, 1);
  });

  it('folds away what has ended', async () => {
    await shown();
    assert.deepEqual(allByRole('article', 'Kassa alt'), []);
    const summary = [...(element.shadowRoot?.querySelectorAll('summary') ?? [])].find(
      ({ textContent }) => textContent === '1 beendetes Abonnement',
    );
    summary?.click();
    await eventually(() => /Beendet am 30\.06\.2025/.test(textOf(cardOf('Kassa alt'))));
    assert.notInclude(textOf(cardOf('Kassa alt')), 'Nächste Rechnung');
  });

  it('is sound at every width: nothing cut off, nothing for axe', async function () {
    this.timeout(60_000);
    const long = 'Lagerbestandsführungsschnittstellenerweiterung'.repeat(2);
    Object.assign(items[0] as Subscription, { title: long, instance: { key: 'linz', name: long } });
    const instances = [sampleInstance(long, [long]), sampleInstance('Filiale Wels')];
    const many = Array.from({ length: 12 }, (_, i) => sampleInstance(`${long} ${i}`, i % 2 ? [long, long] : undefined));
    const [module, , configuration] = SAMPLE_RESULTS;
    mockSubscriptions(items, [
      { ...(module as (typeof SAMPLE_RESULTS)[0]), name: `gut ${long}`, instances },
      { ...(configuration as (typeof SAMPLE_RESULTS)[0]), instances: many },
    ]);
    await lookedUp('gut');
    byRole('button', /^Einzeln ansehen/).click();
    unfold(cardOf(long));
    await eventually(() => allByRole('textbox').length);
    for (const width of ['320px', '700px', '1100px']) {
      element.style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(overflowing(element), [], width);
      await expectAccessible(element);
    }
  });

  it('answers by the name of a module, and says so', async () => {
    await lookedUp('Gutscheine');
    const result = resultOf('Gutscheine');
    assert.match(textOf(result), /Modul Gutscheine Gutscheine verkaufen, einlösen und drucken\./);
    assert.match(textOf(result), /Filiale Linz installiert Filiale Wels nicht enthalten Anfragen/);
    assert.include(statusText(), '3 Treffer Gutscheine: in 1 von 2 Instanzen installiert.');
    assert.include(statusText(), 'Gutscheine per E-Mail: nicht enthalten.');
  });

  it('says which module would bring a function, and what a configuration lacks', async () => {
    await lookedUp('Gutscheine');
    assert.include(textOf(resultOf('Gutscheine per E-Mail')), 'kommt mit Gutscheine oder Onlineshop');
    const configuration = textOf(resultOf('Gutscheine im Onlineshop'));
    assert.match(configuration, /Linz es fehlt: Onlineshop nicht enthalten.*Wels es fehlen: Gutscheine, Onlineshop/);
    document.documentElement.lang = 'en';
    await eventually(() => textOf(element).includes('comes with Gutscheine or Onlineshop'));
    await eventually(() => requestsOf(lookUpModules).at(-1)?.query.get('language') === 'en');
  });

  it('leads by keyboard alone from the question to the ticket', async () => {
    await shown();
    while (focused()?.getAttribute('type') !== 'search') await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Gutscheine im' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => allByRole('heading', 'Gutscheine im Onlineshop').length);
    for (let i = 0; i < 5 && !focused()?.matches('[aria-label$="Filiale Wels"]'); i++) await sendKeys({ press: 'Tab' });
    assert.equal(focused()?.getAttribute('aria-label'), 'Anfragen: Gutscheine im Onlineshop für Filiale Wels');
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(asked, [
      {
        subject: 'Konfiguration „Gutscheine im Onlineshop“ für Filiale Wels',
        description:
          'Guten Tag,\n\nbitte machen Sie uns ein Angebot für: Konfiguration „Gutscheine im Onlineshop“.\n\n– Filiale Wels (es fehlen: Gutscheine, Onlineshop)',
        category: 'change',
      },
    ]);
  });

  it('sums up many instances, shows each on demand, and asks for all at once', async () => {
    const instances = Array.from({ length: 23 }, (_, i) =>
      sampleInstance(`Filiale ${i}`, i < 8 ? undefined : ['Gutscheine']),
    );
    mockSubscriptions(items, [{ ...(SAMPLE_RESULTS[0] as (typeof SAMPLE_RESULTS)[0]), instances }]);
    await lookedUp('Gutscheine');
    const result = resultOf('Gutscheine');
    assert.include(textOf(result), 'in 8 von 23 Instanzen installiert');
    assert.deepEqual([...result.querySelectorAll('li')], []);
    const each = byRole('button', 'Einzeln ansehen: Gutscheine');
    assert.equal(each.ariaExpanded, 'false');
    each.click();
    await eventually(() => result.querySelectorAll('li').length === 23);
    assert.equal(each.ariaExpanded, 'true');
    assert.include(textOf(result.querySelector('li') as Element), 'Filiale 8 nicht enthalten', 'what is missing first');
    byRole('button', 'Für 15 Instanzen anfragen: Gutscheine').click();
    assert.equal(asked[0]?.subject, 'Modul „Gutscheine“ für 15 Instanzen');
    assert.lengthOf(asked[0]?.description.match(/^– Filiale \d+$/gm) ?? [], 15);
  });

  it('says when all of many instances have it', async () => {
    const instances = Array.from({ length: 6 }, (_, i) => sampleInstance(`Filiale ${i}`));
    mockSubscriptions(items, [{ ...(SAMPLE_RESULTS[0] as (typeof SAMPLE_RESULTS)[0]), instances }]);
    await lookedUp('Gutscheine');
    assert.include(textOf(resultOf('Gutscheine')), 'in allen 6 Instanzen installiert');
    assert.deepEqual(allByRole('button', /anfragen/), []);
  });

  it('lets somebody without any instance ask too', async () => {
    mockSubscriptions([], [{ ...(SAMPLE_RESULTS[0] as (typeof SAMPLE_RESULTS)[0]), instances: [] }]);
    show({ view: { search: 'Gutscheine' } });
    const button = await eventually(() => byRole('button', 'Anfragen: Gutscheine'));
    assert.include(textOf(resultOf('Gutscheine')), 'nicht enthalten');
    button.click();
    assert.equal(asked[0]?.subject, 'Modul „Gutscheine“');
    assert.notInclude(asked[0]?.description, '–');
  });

  it('knows what to do when nothing was found', async () => {
    await lookedUp('Xyzzy');
    await eventually(() => byRole('heading', 'Zu „Xyzzy“ haben wir nichts gefunden'));
    assert.include(statusText(), 'Zu „Xyzzy“ haben wir nichts gefunden');
    await expectAccessible(element);
    byRole('button', 'Beim Support nachfragen').click();
    assert.equal(asked[0]?.subject, 'Frage zu „Xyzzy“');
    assert.equal(asked[0]?.category, 'question');
    assert.include(asked[0]?.description, '„Xyzzy“');
  });

  it('searches once typing pauses, tells its view, and clears', async () => {
    await shown();
    byRole('searchbox', 'Was suchen Sie?').focus();
    await sendKeys({ type: 'E-Mail' });
    await eventually(() => allByRole('heading', 'Gutscheine per E-Mail').length);
    assert.equal(requestsOf(lookUpModules).length, 1);
    byRole('button', 'Suche löschen').click();
    await eventually(() => !allByRole('heading', 'Gutscheine per E-Mail').length);
    assert.equal(byRole<HTMLInputElement>('searchbox').value, '');
    assert.equal(focused(), byRole('searchbox'));
    assert.deepEqual(allByRole('button', 'Suche löschen'), []);
    assert.deepEqual(views, [{ search: 'E-Mail' }, {}]);
  });

  it('asks for nothing while nothing is searched for', async () => {
    await shown({ view: { search: ' \u200b ' } });
    assert.deepEqual(requestsOf(lookUpModules), []);
    assert.deepEqual(cleanView({ search: 'x'.repeat(300), company: '' }), { search: 'x'.repeat(200) });
  });

  it('says when the look-up failed, and tries again', async () => {
    mock(lookUpModules, lookupSchema, () => offline());
    await lookedUp('Gutscheine');
    await eventually(() => byRole('alert'));
    await expectAccessible(element);
    mockSubscriptions(items);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => resultOf('Gutscheine'));
    assert.deepEqual(allByRole('alert'), []);
  });

  it('mounts a history when it is unfolded, for as long as it is', async () => {
    await shown();
    assert.deepEqual(requestsOf(listHistory), []);
    const card = cardOf('onRetail Kassa');
    unfold(card);
    await eventually(() => allByRole('textbox', /Nachricht/).length);
    assert.deepEqual(requestsOf(listHistory)[0]?.params, { kind: 'subscription', id: uuid(401) });
    assert.match(textOf(card), /Zugeteilter Mitarbeiter .*Katharina Moser/);
    assert.isFalse(card.querySelector('etron-history')?.staff);
    const before = requestsOf(listSubscriptions).length;
    Object.assign(items[0] as Subscription, { title: 'onRetail Kassa Plus' });
    card.querySelector('etron-history')?.dispatchEvent(new Event('etron-record-changed', { bubbles: true }));
    await eventually(() => allByRole('article', 'onRetail Kassa Plus').length);
    assert.equal(requestsOf(listSubscriptions).length, before + 1);
    unfold(card);
    await eventually(() => !card.querySelector('etron-history'));
    unfold(cardOf('Lager'));
    await eventually(() => textOf(cardOf('Lager')).includes('Noch nicht zugeteilt'));
  });

  it('is accessible while it loads', async () => {
    mock(listSubscriptions, subscriptionListSchema, never);
    show({}, '320px');
    await eventually(() => statusText().includes('Abonnements werden geladen'));
    await expectAccessible(element);
    assert.deepEqual(overflowing(element), []);
  });

  it('says what went wrong, and tries again', async () => {
    mock(listSubscriptions, subscriptionListSchema, () => problem(500, 'internal'));
    show();
    await eventually(() => byRole('alert'));
    await expectAccessible(element);
    mockSubscriptions(items);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => cardOf('Lager'));
    mock(listSubscriptions, subscriptionListSchema, () => offline());
    await element.refresh();
    await eventually(() => textOf(byRole('alert')).includes('Der neueste Stand konnte nicht geladen werden.'));
    assert.ok(cardOf('Lager'), 'what is known stays');
  });

  it('says that there are none', async () => {
    mockSubscriptions([]);
    show();
    await eventually(() => byRole('heading', 'Noch keine Abonnements'));
    assert.ok(byRole('searchbox'), 'one can still ask for something');
    await expectAccessible(element);
  });

  it('says whom to ask for the permission', async () => {
    mock(listSubscriptions, subscriptionListSchema, () => problem(403, 'permission_missing'));
    mock(getSession, meSchema, () => ({ ...me(1, 'customer'), management: true }));
    show();
    (await eventually(() => byRole('button', 'Berechtigung anfragen'))).click();
    assert.include(asked[0]?.subject, 'Abonnements');
    assert.deepEqual(allByRole('searchbox'), []);
    await expectAccessible(element);
  });

  it('hides everything when nobody is logged in, and shows it to whoever comes back', async () => {
    const provider = await shownTo(me(1, 'customer'));
    await eventually(() => cardOf('Lager'));
    provider.session.setValue(null);
    await eventually(() => textOf(element).includes('Bitte melden Sie sich an.'));
    assert.deepEqual(allByRole('article'), []);
    await expectAccessible(element);
    const before = requestsOf(listSubscriptions).length;
    provider.session.setValue(me(1, 'customer'));
    await eventually(() => cardOf('Lager') && requestsOf(listSubscriptions).length > before);
  });

  it('lets an employee choose whose subscriptions they are', async () => {
    mock(listCompanies, companyListSchema, () => ({ items: [HUBER, OTHER] }));
    await shownTo(me(1, 'staff'));
    const field = await eventually(() => byRole('searchbox', 'Kunde suchen'));
    assert.deepEqual(allByRole('article'), []);
    await expectAccessible(element);
    type(field, 'Hub');
    (await eventually(() => byRole('button', HUBER.name))).click();
    await eventually(() => cardOf('Lager'));
    assert.deepEqual(views, [{ company: HUBER.id }]);
    assert.equal(requestsOf(listSubscriptions).at(-1)?.query.get('company'), HUBER.id);
    assert.ok(byRole('region', 'Filiale Linz'));
    assert.include(textOf(element), HUBER.name);
    unfold(cardOf('onRetail Kassa'));
    await eventually(() => cardOf('onRetail Kassa').querySelector('etron-history')?.staff);
    byRole('button', 'Anderer Kunde').click();
    await eventually(() => byRole('searchbox', 'Kunde suchen'));
    assert.deepEqual(allByRole('article'), []);
  });

  it('says when no customer has that name', async () => {
    mock(listCompanies, companyListSchema, () => ({ items: [] }));
    await shownTo(me(1, 'staff'));
    type(await eventually(() => byRole('searchbox', 'Kunde suchen')), 'Xyzzy');
    await eventually(() => statusText().includes('Kein Kunde heißt so.'));
  });

  it('shows nothing of one company while those of another are on their way', async () => {
    await shownTo(me(1, 'staff'), { company: HUBER.id });
    await eventually(() => cardOf('Lager'));
    assert.deepEqual(allByRole('button', 'Anderer Kunde'), [], 'the page has decided');
    mock(listSubscriptions, subscriptionListSchema, never);
    element.company = OTHER.id;
    await eventually(() => statusText().includes('Abonnements werden geladen'));
    assert.deepEqual(allByRole('article'), []);
  });
});
