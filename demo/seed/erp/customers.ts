import { companies } from '../companies.ts';
import { type DemoPerson, people, staff } from '../people.ts';
import { companyNumber } from './ids.ts';

/** Where ETRON writes to, of the companies it bills itself: customers of a sales partner hear from the partner. */
const addresses: Record<string, readonly [street: string, place: string]> = {
  brandstaetter: ['Wiener Straße 212', '4030 Linz'],
  alpenkassa: ['Museumstraße 33', '6020 Innsbruck'],
  federspiel: ['Lange Gasse 41', '1080 Wien'],
  sonnblick: ['Mariahilfer Straße 18', '8020 Graz'],
  edelbacher: ['Getreidegasse 52', '5020 Salzburg'],
  donaublick: ['Donaulände 7', '3500 Krems an der Donau'],
  pointner: ['Linzer Straße 96', '3100 St. Pölten'],
};

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
