import type { Amount } from '../../../src/contract/money.ts';
import { netOf } from '../../../src/contract/orders.rules.ts';
import type { OrderItem } from '../../../src/contract/orders.ts';
import type { Period } from '../../../src/contract/subscriptions.limits.ts';
import type { SyncSubscription } from '../../../src/contract/sync.ts';
import { addDays, addMonths, dayOf } from '../calendar.ts';
import { moduleRef } from './catalogue.ts';
import { sellerOf } from './customers.ts';
import { companyRef, userRef } from './ids.ts';
import { type ModuleKey, modules } from './modules.ts';
import { type DemoPlan, plans } from './plans.ts';

const months: Record<Period, number> = { month: 1, quarter: 3, year: 12 };
const SERVICE: Amount = '29.00';

/** A plan in the calendar. */
export interface RunningPlan extends DemoPlan {
  number: string;
  startDate: string;
  endDate: string | null;
}

export const runningPlans = (now: number): RunningPlan[] =>
  plans.map((plan, index) => ({
    ...plan,
    number: `AB-${10_023 + index * 7}`,
    startDate: addMonths(dayOf(now), -plan.since),
    endDate: plan.ended === undefined ? null : addDays(addMonths(dayOf(now), -plan.ended), -1),
  }));

/** What a plan charges each period, one line a module. */
export function planItems(plan: DemoPlan): (OrderItem & { module: ModuleKey | null })[] {
  const line = (text: string, perMonth: Amount, quantity: number, module: ModuleKey | null) => {
    const item: OrderItem = {
      kind: 'item',
      id: module ?? 'service',
      text,
      description: null,
      quantity: String(quantity),
      unit: null,
      unitPrice: perMonth,
      discount: '0',
      taxRate: 20,
      optional: false,
    };
    const unitPrice = netOf(item, String(months[plan.period]));
    return { ...item, unitPrice, discount: String(plan.discount ?? 0), module };
  };
  return [
    ...(Object.entries(plan.modules) as [ModuleKey, number][]).map(([key, quantity]) =>
      line(modules[key].name[0], modules[key].price, quantity, key),
    ),
    ...(plan.service ? [line('Fernwartung in Ihren Öffnungszeiten', SERVICE, 1, null)] : []),
  ];
}

/** Whether a plan is charged in advance on the first of a month. */
export function isCharged({ period, startDate, endDate }: RunningPlan, day: string): boolean {
  if (day < startDate || (endDate && day > endDate)) return false;
  const [month, start] = [Number(day.slice(5, 7)), Number(startDate.slice(5, 7))];
  // Quarters are those of the calendar, years begin with the plan.
  return period === 'month' || (period === 'quarter' ? month % 3 === 1 : month === start);
}

export function subscriptionRows(now: number): SyncSubscription[] {
  const today = dayOf(now);
  return runningPlans(now).map((plan): SyncSubscription => {
    const upcoming = Array.from({ length: 12 }, (_, index) => addMonths(today, index + 1));
    return {
      externalId: plan.number,
      number: plan.number,
      title: plan.title,
      company: companyRef(plan.company),
      status: plan.endDate ? 'ended' : 'active',
      instance: { ...plan.instance },
      period: plan.period,
      startDate: plan.startDate,
      endDate: plan.endDate,
      nextInvoice: upcoming.find((day) => isCharged(plan, day)) ?? null,
      lines: planItems(plan).map(({ text, module, quantity, unit, unitPrice, discount }) => ({
        text,
        module: module && moduleRef(module),
        quantity,
        unit,
        unitPrice,
        discount,
      })),
      assignee: userRef(sellerOf(plan.company)),
    };
  });
}
