import { viennaClock } from './calendar.ts';
import { articles, type DemoCompany } from './companies.ts';
import type { Random } from './random.ts';

const dateFormat = new Intl.DateTimeFormat('de-AT', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const moneyFormat = new Intl.NumberFormat('de-AT', { style: 'currency', currency: 'EUR' });

/** Fills `{kassa} {kassen} {filiale} {bon} {betrag} {artikel} {datum}` in the texts of one ticket, the same in all of them. */
export function placeholders(random: Random, company: DemoCompany, createdAt: number): (text: string) => string {
  const clock = viennaClock(createdAt);
  const values: Record<string, string> = {
    kassa: `${random.between(1, company.tills)}`,
    kassen: `${company.tills}`,
    filiale: random.pick(company.branches),
    bon: `${random.between(11_000, 98_000)}`,
    betrag: moneyFormat.format(random.between(9, 190) + random.pick([0, 0.5, 0.9, 0.4, 0.8])),
    artikel: random.pick(articles[company.trade]),
    datum: dateFormat.format(Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth() + 1, 1)),
  };
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
