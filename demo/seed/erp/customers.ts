import { companies } from '../companies.ts';
import { type DemoPerson, people, staff } from '../people.ts';
import { addresses } from './addresses.ts';
import { companyNumber } from './ids.ts';

/** Who manages a company: letters go to them. */
export const managerOf = (company: string): DemoPerson =>
  people.find((person) => person.company === company && person.management)!;

const sellers: Record<string, DemoPerson> = {
  sonnblick: staff[3]!,
  donaublick: staff[3]!,
  federspiel: staff[2]!,
  pointner: staff[2]!,
};

/** Who of ETRON looks after a company. */
export const sellerOf = (company: string): DemoPerson => sellers[company] ?? staff[5]!;

const nameOf = (company: string): string => companies.find(({ key }) => key === company)!.name;

/** How a letter begins. */
export function headOf(company: string): {
  recipient: string[];
  facts: [label: string, value: string][];
  greeting: string;
} {
  const manager = managerOf(company);
  const seller = sellerOf(company);
  return {
    recipient: [nameOf(company), manager.name, ...(addresses[company] ?? [])],
    facts: [
      ['Kundennummer', companyNumber(company)],
      ['Ihre Ansprechperson', seller.name],
      ['Telefon', seller.phone],
    ],
    greeting: `Guten Tag ${manager.salutation} ${manager.name.slice(manager.name.indexOf(' ') + 1)},`,
  };
}
