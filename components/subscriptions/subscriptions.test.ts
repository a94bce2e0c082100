import { assert } from '@open-wc/testing';
import { listHistory } from '../../src/contract/history.ts';
import { companyListSchema, meSchema } from '../../src/contract/session.schema.ts';
import { getSession, listCompanies } from '../../src/contract/session.ts';
import { subscriptionListSchema } from '../../src/contract/subscriptions.schema.ts';
import { listSubscriptions, type Subscription } from '../../src/contract/subscriptions.ts';
import { mock, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  overflowing,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import {
  mockSubscriptions,
  SAMPLE_RESULTS,
  sampleInstance,
  sampleSubscription,
} from '../../src/internal/testing/subscriptions.ts';
import './subscriptions.define.ts';
import { cardOf, eachInSubscriptionsRoom, type SubscriptionsRoom } from '../../src/internal/testing/subscriptions.ts';

const HUBER = { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' };
const OTHER = { id: uuid(6), name: 'Trafik Novak' };

describe('<etron-subscriptions>', () => {
  let room: SubscriptionsRoom;
  eachInSubscriptionsRoom((entered) => {
    room = entered;
  });

  it('shows the subscriptions of each instance, in both languages, live', async () => {
    await room.shown();
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
    assert.notMatch(textOf(room.element), /Abonnement|Rechnung|Rabatt/);
    // Modules have names in both languages.
    await eventually(() => requestsOf(listSubscriptions).at(-1)?.query.get('language') === 'en');
  });

  it('keeps instances of several companies apart', async () => {
    room.items.push(sampleSubscription(4, { title: 'Tabak', company: OTHER }));
    await room.shown();
    assert.deepEqual(
      allByRole('heading', /^Filiale Linz/).map((heading) => textOf(heading).trim()),
      ['Filiale Linz Bäckerei Huber & Söhne GmbH', 'Filiale Linz Trafik Novak'],
    );
    assert.equal(cardOf('Tabak').closest('section')?.querySelectorAll('article').length, 1);
  });

  it('folds away what has ended', async () => {
    await room.shown();
    assert.deepEqual(allByRole('article', 'Kassa alt'), []);
    const summary = [...(room.element.shadowRoot?.querySelectorAll('summary') ?? [])].find(
      ({ textContent }) => textContent === '1 beendetes Abonnement',
    );
    summary?.click();
    await eventually(() => /Beendet am 30\.06\.2025/.test(textOf(cardOf('Kassa alt'))));
    assert.notInclude(textOf(cardOf('Kassa alt')), 'Nächste Rechnung');
  });

  it('is sound at every width: nothing cut off, nothing for axe', async function () {
    this.timeout(60_000);
    const long = 'Lagerbestandsführungsschnittstellenerweiterung'.repeat(2);
    Object.assign(room.items[0] as Subscription, { title: long, instance: { key: 'linz', name: long } });
    const instances = [sampleInstance(long, [long]), sampleInstance('Filiale Wels')];
    const many = Array.from({ length: 12 }, (_, i) => sampleInstance(`${long} ${i}`, i % 2 ? [long, long] : undefined));
    const [module, , configuration] = SAMPLE_RESULTS;
    mockSubscriptions(room.items, [
      { ...(module as (typeof SAMPLE_RESULTS)[0]), name: `gut ${long}`, instances },
      { ...(configuration as (typeof SAMPLE_RESULTS)[0]), instances: many },
    ]);
    await room.lookedUp('gut');
    byRole('button', /^Einzeln ansehen/).click();
    cardOf(long).scrollIntoView();
    await eventually(() => allByRole('textbox', /Nachricht/).length);
    for (const width of ['320px', '700px', '1100px']) {
      room.element.style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(overflowing(room.element), [], width);
      await expectAccessible(room.element);
    }
  });

  it('has employee, history and time entries of each without a click, once somebody comes there', async () => {
    room.items.push(...Array.from({ length: 12 }, (_, i) => sampleSubscription(10 + i, { title: `Modul ${i}` })));
    await room.shown();
    const card = cardOf('onRetail Kassa');
    card.scrollIntoView();
    await eventually(() => textOf(card).includes('Noch keine Zeiten erfasst.'));
    assert.match(textOf(card), /Zugeteilter Mitarbeiter .*Katharina Moser.* Historie .*Noch keine Nachrichten/);
    assert.isFalse(card.querySelector('etron-history')?.staff);
    const asked = () => requestsOf(listHistory).map(({ params }) => params['id']);
    assert.include(asked(), uuid(401));
    assert.notInclude(asked(), uuid(421), 'far below');
    await expectAccessible(card);
    const before = requestsOf(listSubscriptions).length;
    Object.assign(room.items[0] as Subscription, { title: 'onRetail Kassa Plus', assignee: null });
    card.querySelector('etron-history')?.dispatchEvent(new Event('etron-record-changed', { bubbles: true }));
    await eventually(() => textOf(cardOf('onRetail Kassa Plus')).includes('Noch niemand zugeteilt'));
    assert.equal(requestsOf(listSubscriptions).length, before + 1);
    cardOf('Modul 11').scrollIntoView();
    await eventually(() => asked().includes(uuid(421)));
    await eventually(() => cardOf('onRetail Kassa Plus').querySelector('etron-history')?.paused);
    assert.isFalse(cardOf('Modul 11').querySelector('etron-history')?.paused);
  });

  it('is accessible while it loads', async () => {
    mock(listSubscriptions, subscriptionListSchema, never);
    room.show();
    room.element.style.width = '320px';
    await eventually(() => statusText().includes('Abonnements werden geladen'));
    await expectAccessible(room.element);
    assert.deepEqual(overflowing(room.element), []);
  });

  it('says what went wrong, and tries again', async () => {
    mock(listSubscriptions, subscriptionListSchema, () => problem(500, 'internal'));
    room.show();
    await eventually(() => byRole('alert'));
    await expectAccessible(room.element);
    mockSubscriptions(room.items);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => cardOf('Lager'));
    mock(listSubscriptions, subscriptionListSchema, () => offline());
    await room.element.refresh();
    await eventually(() => textOf(byRole('alert')).includes('Der neueste Stand konnte nicht geladen werden.'));
    assert.ok(cardOf('Lager'), 'what is known stays');
  });

  it('says that there are none', async () => {
    mockSubscriptions([]);
    room.show();
    await eventually(() => byRole('heading', 'Noch keine Abonnements'));
    assert.ok(byRole('searchbox'), 'one can still ask for something');
    await expectAccessible(room.element);
  });

  it('says whom to ask for the permission', async () => {
    mock(listSubscriptions, subscriptionListSchema, () => problem(403, 'permission_missing'));
    mock(getSession, meSchema, () => ({ ...me(1, 'customer'), management: true }));
    room.show();
    (await eventually(() => byRole('button', 'Berechtigung anfragen'))).click();
    assert.include(room.requested[0]?.subject, 'Abonnements');
    assert.deepEqual(allByRole('searchbox'), []);
    await expectAccessible(room.element);
  });

  it('hides everything when nobody is logged in, and shows it to whoever comes back', async () => {
    const provider = await room.shownTo(me(1, 'customer'));
    await eventually(() => cardOf('Lager'));
    provider.session.setValue(null);
    await eventually(() => textOf(room.element).includes('Bitte melden Sie sich an.'));
    assert.deepEqual(allByRole('article'), []);
    await expectAccessible(room.element);
    const before = requestsOf(listSubscriptions).length;
    provider.session.setValue(me(1, 'customer'));
    await eventually(() => cardOf('Lager') && requestsOf(listSubscriptions).length > before);
  });

  it('lets an employee choose whose subscriptions they are', async () => {
    mock(listCompanies, companyListSchema, () => ({ items: [HUBER, OTHER] }));
    await room.shownTo(me(1, 'staff'));
    const field = await eventually(() => byRole('searchbox', 'Kunde suchen'));
    assert.deepEqual(allByRole('article'), []);
    await expectAccessible(room.element);
    type(field, 'Hub');
    (await eventually(() => byRole('button', HUBER.name))).click();
    await eventually(() => cardOf('Lager'));
    assert.deepEqual(room.views, [{ company: HUBER.id }]);
    assert.equal(requestsOf(listSubscriptions).at(-1)?.query.get('company'), HUBER.id);
    assert.ok(byRole('region', 'Filiale Linz'));
    assert.include(textOf(room.element), HUBER.name);
    cardOf('onRetail Kassa').scrollIntoView();
    await eventually(() => cardOf('onRetail Kassa').querySelector('etron-history')?.staff);
    byRole('button', 'Anderer Kunde').click();
    await eventually(() => byRole('searchbox', 'Kunde suchen'));
    assert.deepEqual(allByRole('article'), []);
  });

  it('says when no customer has that name', async () => {
    mock(listCompanies, companyListSchema, () => ({ items: [] }));
    await room.shownTo(me(1, 'staff'));
    type(await eventually(() => byRole('searchbox', 'Kunde suchen')), 'Xyzzy');
    await eventually(() => statusText().includes('Kein Kunde heißt so.'));
  });

  it('shows nothing of one company while those of another are on their way', async () => {
    await room.shownTo(me(1, 'staff'), { company: HUBER.id });
    await eventually(() => cardOf('Lager'));
    assert.deepEqual(allByRole('button', 'Anderer Kunde'), [], 'the page has decided');
    mock(listSubscriptions, subscriptionListSchema, never);
    room.element.company = OTHER.id;
    await eventually(() => statusText().includes('Abonnements werden geladen'));
    assert.deepEqual(allByRole('article'), []);
  });
});
