import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { lookupSchema } from '../../src/contract/subscriptions.schema.ts';
import { lookUpModules } from '../../src/contract/subscriptions.ts';
import { mock, offline, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { mockSubscriptions, SAMPLE_RESULTS, sampleInstance } from '../../src/internal/testing/subscriptions.ts';
import './subscriptions.define.ts';
import { eachInSubscriptionsRoom, resultOf, type SubscriptionsRoom } from '../../src/internal/testing/subscriptions.ts';
import { cleanView } from './subscriptions.data.ts';

describe('<etron-subscriptions>, the look-up', () => {
  let room: SubscriptionsRoom;
  eachInSubscriptionsRoom((entered) => {
    room = entered;
  });

  it('answers by the name of a module, and says so', async () => {
    await room.lookedUp('Gutscheine');
    const result = resultOf('Gutscheine');
    assert.match(textOf(result), /Modul Gutscheine Gutscheine verkaufen, einlösen und drucken\./);
    assert.match(textOf(result), /Filiale Linz installiert Filiale Wels nicht enthalten Anfragen/);
    assert.include(statusText(), '3 Treffer Gutscheine: in 1 von 2 Instanzen installiert.');
    assert.include(statusText(), 'Gutscheine per E-Mail: nicht enthalten.');
  });

  it('says which module would bring a function, and what a configuration lacks', async () => {
    await room.lookedUp('Gutscheine');
    assert.include(textOf(resultOf('Gutscheine per E-Mail')), 'kommt mit Gutscheine oder Onlineshop');
    const configuration = textOf(resultOf('Gutscheine im Onlineshop'));
    assert.match(configuration, /Linz es fehlt: Onlineshop nicht enthalten.*Wels es fehlen: Gutscheine, Onlineshop/);
    document.documentElement.lang = 'en';
    await eventually(() => textOf(room.element).includes('comes with Gutscheine or Onlineshop'));
    await eventually(() => requestsOf(lookUpModules).at(-1)?.query.get('language') === 'en');
  });

  it('leads by keyboard alone from the question to the ticket', async () => {
    await room.shown();
    while (focused()?.getAttribute('type') !== 'search') await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'Gutscheine im' });
    await sendKeys({ press: 'Enter' });
    await eventually(() => allByRole('heading', 'Gutscheine im Onlineshop').length);
    for (let i = 0; i < 5 && !focused()?.matches('[aria-label$="Filiale Wels"]'); i++) await sendKeys({ press: 'Tab' });
    assert.equal(focused()?.getAttribute('aria-label'), 'Anfragen: Gutscheine im Onlineshop für Filiale Wels');
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(room.requested, [
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
    mockSubscriptions(room.items, [{ ...SAMPLE_RESULTS[0]!, instances }]);
    await room.lookedUp('Gutscheine');
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
    assert.equal(room.requested[0]?.subject, 'Modul „Gutscheine“ für 15 Instanzen');
    assert.lengthOf(room.requested[0]?.description.match(/^– Filiale \d+$/gm) ?? [], 15);
  });

  it('says when all of many instances have it', async () => {
    const instances = Array.from({ length: 6 }, (_, i) => sampleInstance(`Filiale ${i}`));
    mockSubscriptions(room.items, [{ ...SAMPLE_RESULTS[0]!, instances }]);
    await room.lookedUp('Gutscheine');
    assert.include(textOf(resultOf('Gutscheine')), 'in allen 6 Instanzen installiert');
    assert.deepEqual(allByRole('button', /anfragen/), []);
  });

  it('lets somebody without any instance ask too', async () => {
    mockSubscriptions([], [{ ...SAMPLE_RESULTS[0]!, instances: [] }]);
    room.show({ view: { search: 'Gutscheine' } });
    const button = await eventually(() => byRole('button', 'Anfragen: Gutscheine'));
    assert.include(textOf(resultOf('Gutscheine')), 'nicht enthalten');
    button.click();
    assert.equal(room.requested[0]?.subject, 'Modul „Gutscheine“');
    assert.notInclude(room.requested[0]?.description, '–');
  });

  it('knows what to do when nothing was found', async () => {
    await room.lookedUp('Xyzzy');
    await eventually(() => byRole('heading', 'Zu „Xyzzy“ haben wir nichts gefunden'));
    assert.include(statusText(), 'Zu „Xyzzy“ haben wir nichts gefunden');
    await expectAccessible(room.element);
    byRole('button', 'Beim Support nachfragen').click();
    assert.equal(room.requested[0]?.subject, 'Frage zu „Xyzzy“');
    assert.equal(room.requested[0]?.category, 'question');
    assert.include(room.requested[0]?.description, '„Xyzzy“');
  });

  it('searches once typing pauses, tells its view, and clears', async () => {
    await room.shown();
    for (const text of ['E', 'E-Ma', 'E-Mail']) type(byRole('searchbox', 'Was suchen Sie?'), text);
    await eventually(() => allByRole('heading', 'Gutscheine per E-Mail').length);
    assert.equal(requestsOf(lookUpModules).length, 1);
    byRole('button', 'Suche löschen').click();
    await eventually(() => !allByRole('heading', 'Gutscheine per E-Mail').length);
    assert.equal(byRole<HTMLInputElement>('searchbox').value, '');
    assert.equal(focused(), byRole('searchbox'));
    assert.deepEqual(allByRole('button', 'Suche löschen'), []);
    assert.deepEqual(room.views, [{ search: 'E-Mail' }, {}]);
  });

  it('asks for nothing while nothing is searched for', async () => {
    await room.shown({ view: { search: ' \u200b ' } });
    assert.deepEqual(requestsOf(lookUpModules), []);
    assert.deepEqual(cleanView({ search: 'x'.repeat(300), company: '' }), { search: 'x'.repeat(200) });
  });

  it('says when the look-up failed, and tries again', async () => {
    mock(lookUpModules, lookupSchema, () => offline());
    await room.lookedUp('Gutscheine');
    await eventually(() => byRole('alert'));
    await expectAccessible(room.element);
    mockSubscriptions(room.items);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => resultOf('Gutscheine'));
    assert.deepEqual(allByRole('alert'), []);
  });
});
