import type { OrderStatus } from '../../contract/orders.limits.ts';
import { totalsOf } from '../../contract/orders.rules.ts';
import { listOrdersQuery, orderPageSchema } from '../../contract/orders.schema.ts';
import {
  listOrders,
  type Order,
  type OrderItem,
  type OrderLine,
  type OrderPage,
  type OrderSummary,
} from '../../contract/orders.ts';
import { mock } from './network.ts';
import { sampleEmployee, uuid } from './samples.ts';

const DAY = 86_400_000;
const STATUSES: OrderStatus[] = ['open', 'ordered', 'declined', 'cancelled', 'expired', 'open'];

/** The calendar day so many days from now. */
export const inDays = (days: number): string => {
  const noon = new Date(new Date().setHours(12, 0, 0, 0) + days * DAY);
  return [noon.getFullYear(), noon.getMonth() + 1, noon.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
};

/** So many offers of all kinds, the newest first; the first of six ends in three days, the last in thirty. */
export const sampleOrders = (count: number): OrderSummary[] =>
  Array.from({ length: count }, (_, i) => ({
    id: uuid(3_000 + i),
    number: `AN-2026-${`${count - i}`.padStart(5, '0')}`,
    title: `Kassenplatz ${i + 1}`,
    status: STATUSES[i % 6] ?? 'open',
    company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
    date: inDays(-i),
    validUntil: i % 6 === 0 ? inDays(3) : i % 6 === 5 ? inDays(30) : i % 6 === 4 ? inDays(-2) : null,
    net: `${1000 + i}.00`,
    gross: `${1200 + i}.50`,
    unread: false,
  }));

/** Mocks the list with keyset paging over `orders`, as the API does it: sales orders are those that were ordered or cancelled. */
export function mockOrders(orders: OrderSummary[]): void {
  mock(listOrders, orderPageSchema, ({ query }): OrderPage => {
    const { view, search, status, company, sort, direction, cursor, limit } = listOrdersQuery.parse(
      Object.fromEntries(query),
    );
    const found = orders.filter(
      (order) =>
        (view === 'offers' || order.status === 'ordered') &&
        (!search || order.title.toLowerCase().includes(search.toLowerCase())) &&
        (!status || status.split(',').includes(order.status)) &&
        (!company || order.company.id === company),
    );
    if (sort === 'gross') found.sort((a, b) => Number(b.gross) - Number(a.gross));
    if (direction === 'asc') found.reverse();
    const from = Number(cursor ?? 0);
    const to = from + (limit ?? 50);
    return { items: found.slice(from, to), cursor: to < found.length ? `${to}` : null };
  });
}

const item = (id: string, text: string, unitPrice: string, over: Partial<OrderItem> = {}): OrderItem => ({
  kind: 'item',
  id,
  text,
  description: null,
  quantity: '1',
  unit: 'Stk.',
  unitPrice,
  discount: '0',
  taxRate: 20,
  optional: false,
  ...over,
});

/** Lines of every kind: 2.598,00 € net, 3.114,00 € gross; with one cash drawer 2.697,00 € and 3.232,80 €. */
const sampleLines = (): OrderLine[] => [
  { kind: 'section', text: 'Hardware' },
  item('pos', 'Kassenterminal Touch 15"', '1290.00', {
    quantity: '2',
    discount: '10',
    description: 'Intel N100, 8 GB RAM',
  }),
  item('drawer', 'Kassenlade', '99.00', { optional: true }),
  { kind: 'section', text: 'Leistungen' },
  item('setup', 'Einrichtung vor Ort', '96.00', { quantity: '2.5', unit: 'Std.' }),
  item('book', 'Handbuch „Kassieren leicht gemacht“', '36.00', { taxRate: 10 }),
  { kind: 'note', text: 'Anfahrt im Umkreis von 50 km inklusive.' },
  item('training', 'Schulung', '120.00', { unit: 'Std.', quantity: '3', optional: true }),
];

/** An offer that can be accepted here and now. */
export const sampleOrder = (over: Partial<Order> = {}): Order => {
  const lines = over.lines ?? sampleLines();
  const totals = totalsOf(lines);
  return {
    id: uuid(70),
    number: 'AN-2026-00123',
    title: 'Zwei Kassenplätze für die Filiale Linz',
    status: 'open',
    company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
    date: inDays(-4),
    validUntil: inDays(20),
    net: totals.net,
    gross: totals.gross,
    offered: true,
    lines,
    totals,
    note: 'Zahlbar innerhalb von 14 Tagen ohne Abzug.',
    assignee: sampleEmployee,
    sha256: 'ab'.repeat(32),
    file: { sha256: 'cd'.repeat(32), size: 48_000 },
    sealed: false,
    answering: 'here',
    answer: null,
    portalUrl: 'https://portal.example/offers/70',
    ...over,
  };
};
