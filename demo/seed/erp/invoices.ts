import { totalsOf } from '../../../src/contract/orders.rules.ts';
import type { OrderLine } from '../../../src/contract/orders.ts';
import type { Period } from '../../../src/contract/subscriptions.limits.ts';
import type { SyncInvoice } from '../../../src/contract/sync.ts';
import { addDays, addMonths, dayOf, workday } from '../calendar.ts';
import { companies } from '../companies.ts';
import { Random } from '../random.ts';
import type { BusinessLetter } from './business-letter.ts';
import { headOf, sellerOf } from './customers.ts';
import { formatAmount, formatDay } from './format.ts';
import { companyRef, Numbers, userRef } from './ids.ts';
import { demoOrders, optionsOf, orderedLines } from './orders.ts';
import { isCharged, planItems, type RunningPlan, runningPlans } from './subscriptions.ts';

/** How far back the oldest invoice lies, in months. */
const SPAN = 24;
const TERM = 14;
/** The newest ones have a PDF. */
const WITH_PDF = 30;

export interface DemoInvoice {
  company: string;
  end: End;
  row: SyncInvoice;
  /** Null for an invoice that is too old for its PDF to be kept. */
  letter: BusinessLetter | null;
}

type End = 'paid' | 'overdue' | 'partly' | 'cancelled' | 'credit';

interface PlannedInvoice {
  company: string;
  day: string;
  title: string;
  facts: [label: string, value: string][];
  lines: OrderLine[];
  end: End;
}

/** All invoices up to `now`, oldest first; the same for the same `now`. */
export function demoInvoices(now: number): DemoInvoice[] {
  const random = new Random(2_026);
  const numbers = new Numbers();
  const drafts = [...planInvoices(now), ...saleInvoices(now)].sort((a, b) =>
    a.day < b.day ? -1 : a.day > b.day ? 1 : 0,
  );
  return drafts.map((draft, index) => {
    const row = rowOf(draft, numbers, random, dayOf(now));
    return {
      company: draft.company,
      end: draft.end,
      row,
      letter: index < drafts.length - WITH_PDF ? null : letterOf(draft, row),
    };
  });
}

/** One invoice for each company and period, with all its plans. */
function planInvoices(now: number): PlannedInvoice[] {
  const today = dayOf(now);
  const plans = runningPlans(now);
  return Array.from({ length: SPAN + 1 }, (_, index) => addMonths(today, index - SPAN)).flatMap((day) =>
    companies.flatMap(({ key }) =>
      (['month', 'quarter', 'year'] as const).flatMap((period) => {
        const charged = plans.filter((plan) => plan.company === key && plan.period === period && isCharged(plan, day));
        return charged.length ? [planInvoice(key, day, period, charged)] : [];
      }),
    ),
  );
}

function planInvoice(company: string, day: string, period: Period, plans: readonly RunningPlan[]): PlannedInvoice {
  const length = { month: 1, quarter: 3, year: 12 }[period];
  const end = addDays(addMonths(day, length), -1);
  const year = day.slice(0, 4);
  const names: Record<Period, string> = {
    month: new Intl.DateTimeFormat('de-AT', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      Date.parse(day),
    ),
    quarter: `${Math.ceil(Number(day.slice(5, 7)) / 3)}. Quartal ${year}`,
    year: `Jahr ab ${formatDay(day)}`,
  };
  return {
    company,
    day,
    title: `onRetail ${names[period]}`,
    facts: [['Leistungszeitraum', `${formatDay(day)} – ${formatDay(end)}`]],
    lines: plans.flatMap((plan, index): OrderLine[] => [
      { kind: 'section', text: `${plan.instance.name}: ${plan.title} (${plan.number})` },
      ...planItems(plan).map(({ module: _, ...item }) => ({ ...item, id: `${item.id}-${index}` })),
    ]),
    end: 'paid',
  };
}

/** Orders are billed about a week later. One of them, by mistake, was billed twice. */
function saleInvoices(now: number): PlannedInvoice[] {
  return demoOrders(now).flatMap(({ sale, row }): PlannedInvoice[] => {
    const options = optionsOf(sale);
    const day = workday(addDays(row.date, sale.offer ? 16 : 6));
    if (!options || day > dayOf(now)) return [];
    const lines = orderedLines(row.lines, options);
    const draft: PlannedInvoice = {
      company: sale.company,
      day,
      title: row.title,
      facts: [['Auftrag', row.number]],
      lines,
      end: sale.invoice === 'corrected' ? 'paid' : (sale.invoice ?? 'paid'),
    };
    if (sale.invoice !== 'corrected') return [draft];
    const [first] = lines;
    if (first?.kind !== 'item') return [draft];
    const back: OrderLine = { ...first, text: `${first.text}, zurückgegeben`, description: null, quantity: '-1' };
    const credit = { title: `Gutschrift ${row.title}`, day: workday(addDays(day, 20)), lines: [back] };
    // Sent twice by mistake; the second one was cancelled.
    const twice = { day: addDays(day, 1), end: 'cancelled' } as const;
    return [draft, { ...draft, ...twice }, { ...draft, ...credit, end: 'credit' }];
  });
}

function rowOf(
  { company, day, title, lines, end }: PlannedInvoice,
  numbers: Numbers,
  random: Random,
  today: string,
): SyncInvoice {
  const number = numbers.next(end === 'credit' ? 'GS' : 'RE', day);
  const { net, gross } = totalsOf(lines);
  const dueDate = end === 'credit' ? day : workday(addDays(day, TERM));
  const paidOn = end === 'credit' ? day : workday(addDays(dueDate, random.between(-5, 0)));
  const isPaid = end === 'credit' || (end === 'paid' && paidOn <= today);
  const open = end === 'cancelled' || isPaid ? '0.00' : end === 'partly' ? remainder(gross) : gross;
  return {
    externalId: number,
    number,
    title,
    company: companyRef(company),
    status: end === 'cancelled' ? 'cancelled' : isPaid ? 'paid' : 'open',
    date: day,
    dueDate,
    paidOn: isPaid ? paidOn : null,
    net,
    gross,
    due: open,
    assignee: userRef(sellerOf(company)),
  };
}

/** The amount that is due after two hundred euros were paid. */
const remainder = (gross: string): string => {
  const [euros, cents] = gross.split('.');
  return `${Number(euros) - 200}.${cents}`;
};

function letterOf(
  { company, facts, lines, end }: PlannedInvoice,
  { number, title, date, dueDate, gross, due }: SyncInvoice,
): BusinessLetter {
  const head = headOf(company);
  const isCredit = end === 'credit';
  return {
    kind: isCredit ? 'Gutschrift' : 'Rechnung',
    number,
    title,
    recipient: head.recipient,
    facts: [
      ['Datum', formatDay(date)],
      ...(isCredit ? [] : [['Fällig am', formatDay(dueDate)] as [string, string]]),
      ...facts,
      ...head.facts.slice(0, 2),
    ],
    opening: [head.greeting, isCredit ? 'wir schreiben Ihnen gut:' : 'wir erlauben uns zu verrechnen:'],
    lines,
    totals: totalsOf(lines),
    sum: isCredit ? 'Gutschriftsbetrag' : 'Rechnungsbetrag',
    closing: [
      isCredit
        ? 'Der Betrag wurde Ihrem Konto bei uns gutgeschrieben und von der nächsten Rechnung abgezogen.'
        : `Bitte überweisen Sie € ${formatAmount(gross)} bis ${formatDay(dueDate)} auf unser Konto AT61 1904 3002 3457 3201 und geben Sie als Zahlungsreferenz ${number} an.`,
      ...(end === 'partly' ? [`Nach Ihrer Teilzahlung sind noch € ${formatAmount(due)} offen.`] : []),
      ...(lines.some((line) => line.kind === 'item' && line.taxRate === 0)
        ? ['Positionen mit 0 % sind durchlaufende Posten (§ 4 Abs. 3 UStG).']
        : []),
    ],
  };
}
