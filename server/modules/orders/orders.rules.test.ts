import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { TAX_RATES } from '../../../src/contract/orders.limits.ts';
import { isTakeable, netOf, takeable, totalsOf } from '../../../src/contract/orders.rules.ts';
import type { OrderItem, OrderLine, OrderOptions, OrderTotals } from '../../../src/contract/orders.ts';
import { openTestDatabase } from '../../testing/test-database.ts';

const db = await openTestDatabase();

after(() => db.close());

const item = (changes: Partial<OrderItem> = {}): OrderItem => ({
  kind: 'item',
  id: 'a',
  text: 'Kassa',
  description: null,
  quantity: '1',
  unit: null,
  unitPrice: '100.00',
  discount: '0',
  taxRate: 20,
  optional: false,
  ...changes,
});

describe('what an order comes to', () => {
  test('is nothing without lines', () => {
    assert.deepEqual(totalsOf([]), { net: '0.00', taxes: [], gross: '0.00' });
    assert.deepEqual(totalsOf([{ kind: 'section', text: 'Kassen' }]).taxes, []);
  });

  test('is rounded by line and by rate, halves away from zero', () => {
    const lines = [
      item({ quantity: '0.5', unitPrice: '0.01' }),
      item({ quantity: '-0.5', unitPrice: '0.01', taxRate: 10 }),
      item({ quantity: '3', unitPrice: '33.33', discount: '12.5', taxRate: 13 }),
    ];
    assert.deepEqual(
      lines.map((line) => netOf(line)),
      ['0.01', '-0.01', '87.49'],
    );
    assert.deepEqual(totalsOf(lines), {
      net: '87.49',
      taxes: [
        { rate: 20, base: '0.01', tax: '0.00' },
        { rate: 13, base: '87.49', tax: '11.37' },
        { rate: 10, base: '-0.01', tax: '0.00' },
      ],
      gross: '98.86',
    });
  });

  test('counts optional items that are taken, as many as are taken', () => {
    const lines = [item(), item({ id: 'constructor', quantity: '7', optional: true, unitPrice: '9.90', taxRate: 0 })];
    assert.equal(totalsOf(lines).gross, '120.00');
    assert.equal(totalsOf(lines, Object.fromEntries([['constructor', '0']])).taxes.length, 1);
    const taken = totalsOf(lines, Object.fromEntries([['constructor', '2']]));
    assert.deepEqual(
      [taken.net, taken.gross, taken.taxes.at(-1)],
      ['119.80', '139.80', { rate: 0, base: '19.80', tax: '0.00' }],
    );
  });

  test('has an exact share of what is taken of an item that can be divided', () => {
    const lines = [item({ quantity: '2.5', unitPrice: '33.33', optional: true })];
    assert.deepEqual([totalsOf(lines, { a: '2.5' }).net, totalsOf(lines, { a: '0.1' }).net], ['83.33', '3.33']);
  });

  test('is exact beyond what floats can hold', () => {
    assert.equal(totalsOf([item({ quantity: '9999', unitPrice: '90071992547.93' })]).gross, '1080755824184102.48');
  });
});

describe('how much of an item can be taken', () => {
  for (const [offered, wanted, change, taken, fits] of [
    ['2.5', '2.5', 0, '2.5', true],
    ['2.50', '2.55', 0, '2.6', false],
    ['2.5', '0.5', -1, '0.1', true],
    ['0.001', '0', 0, '0.001', false],
    ['3', '2.5', 0, '3', false],
    ['3', '2.4', 0, '2', false],
    ['3', '1', -1, '1', true],
    ['3', '-4', 0, '1', false],
    ['0', '0', 0, '1', false],
    ['1', '9999', 1, '9999', true],
    ['1.25', '9999', 0, '9999', true],
  ] as const)
    test(`of ${offered} offered, ${wanted} wanted and ${change} more: ${taken}`, () => {
      const of = item({ quantity: offered });
      assert.equal(takeable(of, wanted, change), taken);
      assert.ok(isTakeable(of, taken));
      assert.equal(isTakeable(of, wanted), fits, 'the wanted quantity itself');
    });
});

/** The same in numeric, by PostgreSQL. */
async function reckoned(orders: { lines: OrderLine[]; options: OrderOptions }[]): Promise<OrderTotals[]> {
  const { rows } = await db.system((tx) =>
    sql<{ totals: OrderTotals }>`
      with items as (
        select o.place, (l ->> 'taxRate')::int as rate, round(
          case when (l ->> 'optional')::boolean then (o.options ->> (l ->> 'id'))::numeric else (l ->> 'quantity')::numeric end
          * (l ->> 'unitPrice')::numeric * (1 - (l ->> 'discount')::numeric / 100), 2
        ) as net
        from rows from (jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as (lines jsonb, options jsonb)) with ordinality o(lines, options, place),
          jsonb_array_elements(o.lines) l
        where l ->> 'kind' = 'item' and (not (l ->> 'optional')::boolean or (o.options ->> (l ->> 'id'))::numeric > 0)
      ),
      taxes as (select place, rate, sum(net) as base, round(sum(net) * rate / 100, 2) as tax from items group by place, rate)
      select json_build_object(
        'net', sum(base)::numeric(40, 2)::text,
        'taxes', json_agg(json_build_object('rate', rate, 'base', base::text, 'tax', tax::text) order by rate desc),
        'gross', sum(base + tax)::numeric(40, 2)::text
      ) as totals
      from taxes group by place order by place
    `.execute(tx),
  );
  return rows.map(({ totals }) => totals);
}

test('what 2,000 orders come to is what PostgreSQL makes of them', async () => {
  let seed = 20261124;
  // Park and Miller: the same numbers every time.
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const figure = (whole: number, places: number) =>
    `${random(4) === 0 ? '-' : ''}${1 + random(whole)}.${String(random(10 ** places)).padStart(places, '0')}`;
  const orders = Array.from({ length: 2_000 }, () => {
    const lines = Array.from({ length: 1 + random(8) }, (_, index) =>
      item({
        id: `i${index}`,
        quantity: figure(99, random(4) || 1),
        unitPrice: figure([9, 999, 999_999_999][random(3)]!, 2),
        discount: ['0', '10', '33.333', '99.999', '100', '0.001'][random(6)]!,
        taxRate: TAX_RATES[random(4)]!,
        optional: index > 0 && random(3) === 0,
      }),
    );
    const options = Object.fromEntries(
      lines.filter(({ optional }) => optional).map(({ id }) => [id, `${random(4)}.${random(1_000)}`]),
    );
    return { lines, options };
  });
  const expected = await reckoned(orders);
  assert.equal(expected.length, orders.length);
  for (const [index, { lines, options }] of orders.entries())
    assert.deepEqual(totalsOf(lines, options), expected[index], JSON.stringify({ lines, options }));
});
