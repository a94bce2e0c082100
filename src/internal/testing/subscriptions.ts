import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../contract/history.ts';
import type { Me } from '../../contract/session.ts';
import { lookUpModulesQuery, lookupSchema, subscriptionListSchema } from '../../contract/subscriptions.schema.ts';
import {
  type LookupInstance,
  type LookupResult,
  listSubscriptions,
  lookUpModules,
  type Subscription,
} from '../../contract/subscriptions.ts';
import { API, EventStream, mock, mockNetwork, requestsOf } from './network.ts';
import { allByRole, byRole, clearPage, eventually, showPage, statusText, textOf } from './page.ts';
import { sampleEmployee, uuid } from './samples.ts';
import { TestSession } from './session.ts';

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
  unread: false,
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

/** The subscriptions of a company on a mocked server, and the element that shows them. */
export class SubscriptionsRoom {
  element!: HTMLElementTagNameMap['etron-subscriptions'];
  /** What tickets were requested with, and the views that were reported. */
  readonly requested: (TicketPrefill | undefined)[] = [];
  readonly views: object[] = [];
  readonly items: Subscription[] = [
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

  constructor() {
    mockSubscriptions(this.items);
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => new EventStream().response());
  }

  show(attributes: Attributes = {}): void {
    showPage('1100px', this.#create({ apiUrl: API, ...attributes }));
  }

  /** Shows the element and waits for the subscriptions. */
  async shown(attributes?: Attributes): Promise<void> {
    this.show(attributes);
    await eventually(() => allByRole('article').length);
  }

  /** Shows the element to somebody inside a provider. */
  async shownTo(person: Me, attributes: Attributes = {}): Promise<TestSession> {
    const provider = new TestSession();
    provider.append(this.#create(attributes));
    showPage('1100px', provider);
    provider.session.setValue(person);
    await eventually(() => textOf(this.element).trim());
    return provider;
  }

  /** Shows the element with the results for a search text. */
  async lookedUp(search: string): Promise<void> {
    await this.shown({ view: { search } });
    await eventually(() => requestsOf(lookUpModules).length && !statusText().includes('Wird gesucht'));
  }

  #create(attributes: Attributes): HTMLElement {
    this.element = Object.assign(document.createElement('etron-subscriptions'), attributes);
    this.element.addEventListener('etron-ticket-requested', ({ prefill }) => this.requested.push(prefill));
    this.element.addEventListener('etron-view-changed', ({ view }) => this.views.push(view));
    return this.element;
  }
}

type Attributes = Partial<HTMLElementTagNameMap['etron-subscriptions']>;
type TicketPrefill = NonNullable<HTMLElementEventMap['etron-ticket-requested']['prefill']>;

/** Gives each test of a suite a room of its own. */
export function eachInSubscriptionsRoom(enter: (room: SubscriptionsRoom) => void): void {
  mockNetwork();
  before(() => setViewport({ width: 1280, height: 900 }));
  beforeEach(() => enter(new SubscriptionsRoom()));
  afterEach(clearPage);
}

export const cardOf = (title: string): HTMLElement => byRole('article', title);
export const resultOf = (name: string): HTMLElement =>
  byRole('heading', name).closest<HTMLElement>('li') ?? assert.fail(`no result ${name}`);
