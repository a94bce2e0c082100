import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { Language } from '../../../src/contract/language.ts';
import { type LookupResult, lookUpModules } from '../../../src/contract/subscriptions.ts';
import { CATALOGUE_DESCRIPTION_MAX, KEYWORD_MAX, KEYWORDS_MAX } from '../../../src/contract/sync.limits.ts';
import { syncRowSchemas } from '../../../src/contract/sync.schema.ts';
import { createTestApp } from '../../testing/test-app.ts';
import { searchTermsOf } from './subscriptions.service.ts';

const t = await createTestApp();
const company = await t.make.company({ name: 'Trachten Moser' });
const customer = await t.as(await t.make.user({ company, permissions: ['subscriptions'] }));
const staff = await t.as(await t.make.staff());
const till = await t.make.module({
  name: 'Kassa',
  english: 'Till',
  keywords: ['POS', 'Registrierkasse'],
  description: 'Verkaufen am Ladentisch, mit Bondrucker.',
});
const vouchers = await t.make.module({
  name: 'Gutscheinverwaltung',
  english: 'Vouchers',
  description: 'Ausgeben und einlösen.',
});
const stock = await t.make.module({ name: 'Lager', english: 'Stock', keywords: ['Inventur', 'Bestand'] });
const shop = await t.make.module({ name: 'Webshop', description: 'Verkauft auch Gutscheine.' });
await t.make.moduleFunction({ name: 'Gutscheine drucken', english: 'Print vouchers', modules: [vouchers, shop] });
await t.make.moduleFunction({ name: 'Bestellvorschlag', english: 'Order proposal', modules: [stock] });
await t.make.configuration({ name: 'Click & Collect', keywords: ['Abholung'], modules: [stock, shop, till] });

await t.make.subscription({ company, instance: 'Wels', modules: [till, vouchers] });
await t.make.subscription({ company, instance: 'Wels', modules: [stock] });
await t.make.subscription({ company, instance: 'Linz', modules: [till] });
await t.make.subscription({ company, instance: 'Linz', status: 'ended', modules: [vouchers] });
await t.make.subscription({ company, instance: 'Linz', endDate: '2026-01-31', modules: [stock] });
await t.make.subscription({ company, instance: 'Alt', status: 'ended', modules: [shop] });
await t.make.subscription({ instance: 'Fremd', modules: [shop] });

after(() => t.close());

async function ask(
  search: string,
  { client = customer, language = 'de' as Language, company: of = '' } = {},
): Promise<LookupResult[]> {
  const { status, body } = await client.call(lookUpModules, {
    query: { search, language, ...(of && { company: of }) },
  });
  assert.equal(status, 200);
  return body.items;
}

const names = async (...input: Parameters<typeof ask>) => (await ask(...input)).map(({ name }) => name);

/** Per instance what is missing; nothing where it is installed. */
async function missing(search: string, ...rest: [Parameters<typeof ask>[1]?]): Promise<Record<string, string[]>> {
  const [best] = await ask(search, ...rest);
  return Object.fromEntries(
    best!.instances.map(({ name, installed, missing }) => {
      assert.equal(installed, missing.length === 0, name);
      return [name, missing.map((module) => module.name)];
    }),
  );
}

describe('a shop owner asks', () => {
  test('by a module: it is there with an active line of it', async () => {
    assert.deepEqual(await missing('Kassa'), { Linz: [], Wels: [] });
    assert.deepEqual(await missing('Lager'), { Linz: ['Lager'], Wels: [] });
    const [answer] = await ask('Webshop');
    assert.deepEqual(
      [answer!.kind, answer!.description, answer!.instances[0]],
      [
        'module',
        'Verkauft auch Gutscheine.',
        {
          key: 'linz',
          name: 'Linz',
          company: { id: company.id, name: 'Trachten Moser' },
          installed: false,
          missing: [{ id: shop.id, name: 'Webshop' }],
        },
      ],
    );
  });

  test('by a function: any one of its modules brings it', async () => {
    const [answer] = await ask('Gutscheine drucken');
    assert.equal(answer!.kind, 'function');
    assert.deepEqual(await missing('Gutscheine drucken'), { Linz: ['Gutscheinverwaltung', 'Webshop'], Wels: [] });
  });

  test('by a configuration: it needs all of its modules', async () => {
    assert.deepEqual(await missing('click collect'), { Linz: ['Lager', 'Webshop'], Wels: ['Webshop'] });
  });

  test('about an instance whose subscriptions have all ended: it is none any more', async () => {
    for (const { instances } of await ask('Kassa')) assert.ok(instances.every(({ name }) => name !== 'Alt'));
  });
});

describe('words', () => {
  test('a name before a keyword before a description', async () => {
    await t.make.module({ name: 'Tresor', keywords: ['Saldenliste'], description: 'x' });
    await t.make.module({ name: 'Anzahlung', description: 'Mit Saldenliste.' });
    await t.make.module({ name: 'Saldenliste' });
    assert.deepEqual(await names('Saldenliste'), ['Saldenliste', 'Tresor', 'Anzahlung']);
    assert.deepEqual((await names('Gutscheine')).slice(0, 2), ['Gutscheine drucken', 'Gutscheinverwaltung']);
    assert.ok((await names('Gutscheine')).includes('Webshop'));
  });

  test('typing errors, other forms, accents, case, order and both languages', async () => {
    for (const [search, first] of [
      ['gutschien drucken', 'Gutscheine drucken'],
      ['LÁGER', 'Lager'],
      ['Kasse', 'Kassa'],
      ['Registrierkassen', 'Kassa'],
      ['invntur', 'Lager'],
      ['drucken, Gutscheine!', 'Gutscheine drucken'],
      ['vouchers', 'Gutscheinverwaltung'],
      ['POS', 'Kassa'],
      ['Abholung', 'Click & Collect'],
    ])
      assert.equal((await names(search!))[0], first, search);
    assert.deepEqual((await names('Gutscheine', { language: 'en' })).slice(0, 2), ['Print vouchers', 'Vouchers']);
  });

  test('what fits more of a question’s words comes alone', async () => {
    assert.deepEqual(await names('Kann ich Gutscheine bitte drucken?'), ['Gutscheine drucken']);
  });

  test('a short word is the beginning of one, not any part of one', async () => {
    await t.make.module({ name: 'Schichtplan' });
    assert.deepEqual(await names('ich'), []);
    assert.deepEqual(await names('Sch'), ['Schichtplan']);
  });

  test('nothing fits, or nothing was asked', async () => {
    for (const search of ['Raumschiff', '%', '_', '.*', '(', "'; drop table users --", '&&'])
      assert.deepEqual(await names(search), [], search);
    for (const search of ['', '   ', 'x'.repeat(201)]) {
      const { status, problem } = await customer.call(lookUpModules, { query: { search, language: 'de' } });
      assert.deepEqual([status, problem.errors?.[0]?.field], [422, '?search']);
    }
    assert.equal((await customer.request('/subscriptions/lookup?search=x')).status, 422);
  });

  test('a question is taken for its first words', () => {
    assert.deepEqual(searchTermsOf('Größe: 20% „Rabatt“ + größe'), {
      spelled: ['größe', '20', 'rabatt'],
      folded: ['grosse', '20', 'rabatt'],
    });
    const many = Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ');
    assert.equal(searchTermsOf(many).folded.length, 30);
    const { spelled, folded } = searchTermsOf('\ufdfa'.repeat(200));
    assert.ok(
      [...spelled, ...folded].every(({ length }) => length <= 30),
      'one was a word of 3,600 letters',
    );
  });

  test('words that say nothing do not count, wherever they stand', async () => {
    assert.deepEqual(
      await names('Wir hätten das und auch noch jenes nicht für die, sondern für uns: Gutscheine drucken'),
      ['Gutscheine drucken'],
    );
    assert.deepEqual(await names('für die und das'), []);
  });

  test('compound words are found by their parts, in both directions', async () => {
    await t.make.module({ name: 'Pfand' });
    await t.make.module({ name: 'Kartenzahlung' });
    assert.equal((await names('Pfandflaschen'))[0], 'Pfand');
    assert.equal((await names('EC-Karte'))[0], 'Kartenzahlung');
  });

  test('what is gone through has its limits (19 kB of keywords each kept everybody waiting for a minute)', () => {
    const text = { de: 'x', en: 'x' };
    const row = { externalId: 'M', kind: 'module', name: text, description: text };
    const takes = (changes: object) => syncRowSchemas.catalogue.safeParse({ ...row, ...changes }).success;
    const word = 'x'.repeat(KEYWORD_MAX);
    const most = Array<string>(KEYWORDS_MAX).fill(word);
    assert.ok(takes({ keywords: most }));
    assert.ok(!takes({ keywords: [...most, 'x'] }));
    assert.ok(!takes({ keywords: [`${word}x`] }));
    assert.ok(!takes({ description: { de: 'x'.repeat(CATALOGUE_DESCRIPTION_MAX + 1), en: 'x' } }));
  });

  test('twenty answers at most', async () => {
    for (let i = 0; i < 25; i++) await t.make.module({ name: `Schnittstelle ${i}` });
    assert.equal((await ask('Schnittstelle')).length, 20);
  });
});

test('staff ask for a company; without one there are answers and no instances', async () => {
  assert.deepEqual(await missing('Lager', { client: staff, company: company.id }), { Linz: ['Lager'], Wels: [] });
  const [answer] = await ask('Lager', { client: staff });
  assert.deepEqual([answer!.name, answer!.instances], ['Lager', []]);
});

test('nobody learns what others have (abuse 15, 17, 18, 19)', async () => {
  const partner = await t.make.partner();
  const resold = await t.make.company({ partner });
  await t.make.subscription({ company: resold, modules: [stock] });
  const reseller = await t.as(await t.make.user({ company: partner, role: 'partner', permissions: ['subscriptions'] }));
  assert.deepEqual((await ask('Lager', { client: reseller }))[0]!.instances, []);
  for (const foreign of [resold, company])
    assert.deepEqual(await ask('Lager', { client: reseller, company: foreign.id }), []);
  assert.deepEqual(await ask('Lager', { company: resold.id }), []);
  const colleague = await t.as(await t.make.user({ company, permissions: ['invoices'] }));
  const { status, problem } = await colleague.call(lookUpModules, { query: { search: 'Lager', language: 'de' } });
  assert.deepEqual([status, problem.code], [403, 'permission_missing']);
  assert.equal((await t.call(lookUpModules, { query: { search: 'Lager', language: 'de' } })).status, 401);
});
