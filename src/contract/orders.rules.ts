import type { Amount, Decimal } from './money.ts';
import { QUANTITY_MAX, TAX_RATES } from './orders.limits.ts';
import type { OrderItem, OrderLine, OrderOptions, OrderTotals } from './orders.ts';

// Totals of an order. Browser and server share the rules: the screen shows them while options are chosen, and the server decides. All sums are in whole cents.

/** Lines net = quantity × price × (1 − discount), and taxes = rate × sum of the rate's lines, each rounded to cents, halves away from zero. */
export function totalsOf(lines: readonly OrderLine[], options: OrderOptions = {}): OrderTotals {
  const items = lines.flatMap((line) => {
    if (line.kind !== 'item') return [];
    const quantity = takenOf(line, options);
    return quantity === undefined ? [] : [{ rate: line.taxRate, net: cents(line, quantity) }];
  });
  const taxes = TAX_RATES.flatMap((rate) => {
    const ofRate = items.filter((item) => item.rate === rate);
    const base = ofRate.reduce((sum, { net }) => sum + net, 0n);
    return ofRate.length === 0 ? [] : [{ rate, base, tax: divide(base * BigInt(rate), 100n) }];
  });
  const net = taxes.reduce((sum, { base }) => sum + base, 0n);
  return {
    net: amount(net),
    taxes: taxes.map(({ rate, base, tax }) => ({ rate, base: amount(base), tax: amount(tax) })),
    gross: amount(taxes.reduce((sum, { tax }) => sum + tax, net)),
  };
}

/** The net price of a quantity of an item, by default of the offered quantity. */
export const netOf = (item: OrderItem, quantity: Decimal = item.quantity): Amount => amount(cents(item, quantity));

/** How much of an item is ordered; undefined for an optional one that is not taken. */
export function takenOf({ id, optional, quantity }: OrderItem, options: OrderOptions): Decimal | undefined {
  if (!optional) return quantity;
  const taken = Object.hasOwn(options, id) ? options[id] : undefined;
  return Number(taken) > 0 ? taken : undefined;
}

/** Decimal places of quantities. */
const PLACES = 3;

/**
 * The quantity of an item nearest to `wanted`, and `change` more or less, that can be taken: at least one unit of the last decimal place of the
 * offered quantity, at most QUANTITY_MAX, without further places.
 */
export function takeable({ quantity }: OrderItem, wanted: Decimal, change = 0): Decimal {
  const places = quantity.split('.')[1]?.replace(/0+$/, '').length ?? 0;
  const unit = 10n ** BigInt(PLACES - places);
  const most = scaled(String(QUANTITY_MAX), PLACES);
  const nearest = divide(scaled(wanted, PLACES) + scaled(String(change), PLACES), unit) * unit;
  return decimal(nearest < unit ? unit : nearest > most ? most : nearest);
}

/** Whether exactly this quantity of an item can be taken. */
export const isTakeable = (item: OrderItem, quantity: Decimal): boolean =>
  scaled(takeable(item, quantity), PLACES) === scaled(quantity, PLACES);

const cents = ({ unitPrice, discount }: OrderItem, quantity: Decimal): bigint =>
  divide(scaled(quantity, PLACES) * scaled(unitPrice, 2) * (100_000n - scaled(discount, 3)), 100_000_000n);

/** A decimal figure in units of its last place. */
function scaled(figure: Decimal, places: number): bigint {
  const [whole, fraction = ''] = figure.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** Rounds halves away from zero. */
const divide = (value: bigint, by: bigint): bigint => (value * 2n + (value < 0n ? -by : by)) / (by * 2n);

/** A quantity in units of its last place as text, without trailing zeros. */
function decimal(value: bigint): Decimal {
  const digits = String(value).padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

function amount(value: bigint): Amount {
  const digits = String(value).replace('-', '').padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
