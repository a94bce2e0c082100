import { lookUpModulesQuery, lookupSchema, subscriptionListSchema } from '../../contract/subscriptions.schema.ts';
import {
  type LookupInstance,
  type LookupResult,
  listSubscriptions,
  lookUpModules,
  type Subscription,
} from '../../contract/subscriptions.ts';
import { mock } from './network.ts';
import { sampleEmployee, uuid } from './samples.ts';

const COMPANY = { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' };
const GUTSCHEINE = { id: uuid(300), name: 'Gutscheine' };

export const sampleSubscription = (n: number, over: Partial<Subscription> = {}): Subscription => ({
  id: uuid(400 + n),
  number: `AB-1002${n}`,
  title: 'onRetail Kassa',
  status: 'active',
  company: COMPANY,
  instance: { key: 'linz', name: 'Filiale Linz' },
  period: 'month',
  startDate: '2025-02-01',
  endDate: null,
  nextInvoice: '2026-12-01',
  net: '87.80',
  lines: [
    {
      text: 'Kassa, je Arbeitsplatz',
      module: { id: uuid(301), name: 'Kassa' },
      quantity: '2',
      unit: 'Stk.',
      unitPrice: '29.90',
      discount: '0',
      net: '59.80',
    },
    {
      text: 'Gutscheine',
      module: GUTSCHEINE,
      quantity: '1',
      unit: null,
      unitPrice: '10.00',
      discount: '12.5',
      net: '8.75',
    },
    { text: 'Wartung', module: null, quantity: '1.5', unit: 'Std.', unitPrice: '12.83', discount: '0', net: '19.25' },
  ],
  assignee: sampleEmployee,
  ...over,
});

/** An instance of the look-up; without `missing` it has what was looked up. */
export const sampleInstance = (name: string, missing?: string[], installed = !missing): LookupInstance => ({
  key: name.toLowerCase(),
  name,
  company: COMPANY,
  installed,
  missing: (missing ?? []).map((module, i) => ({ id: uuid(310 + i), name: module })),
});

/** A module, a function and a configuration; Linz has all that the others lack. */
export const SAMPLE_RESULTS: LookupResult[] = [
  {
    ...GUTSCHEINE,
    kind: 'module',
    description: 'Gutscheine verkaufen, einlösen und drucken.',
    instances: [sampleInstance('Filiale Linz'), sampleInstance('Filiale Wels', ['Gutscheine'])],
  },
  {
    id: uuid(302),
    kind: 'function',
    name: 'Gutscheine per E-Mail',
    description: '',
    instances: [sampleInstance('Filiale Wels', ['Gutscheine', 'Onlineshop'])],
  },
  {
    id: uuid(303),
    kind: 'configuration',
    name: 'Gutscheine im Onlineshop',
    description: 'Gutscheine online verkaufen und an der Kassa einlösen.',
    instances: [
      sampleInstance('Filiale Linz', ['Onlineshop']),
      sampleInstance('Filiale Wels', ['Gutscheine', 'Onlineshop']),
    ],
  },
];

/** Mocks the list and the look-up, which finds what has the words in its name. */
export function mockSubscriptions(items: Subscription[], results = SAMPLE_RESULTS): void {
  mock(listSubscriptions, subscriptionListSchema, () => ({ items }));
  mock(lookUpModules, lookupSchema, ({ query }) => {
    const { search } = lookUpModulesQuery.parse(Object.fromEntries(query));
    return { items: results.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase())) };
  });
}
