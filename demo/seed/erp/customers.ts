import { companies } from '../companies.ts';
import { type DemoPerson, people, staff } from '../people.ts';
import { companyNumber } from './ids.ts';

/** Addresses of the companies that ETRON bills itself. Customers of a sales partner are billed by the partner. */
const addresses: Record<string, readonly [street: string, place: string]> = {
  brandstaetter: ['Wiener Straße 212', '4030 Linz'],
  alpenkassa: ['Museumstraße 33', '6020 Innsbruck'],
  federspiel: ['Lange Gasse 41', '1080 Wien'],
  sonnblick: ['Mariahilfer Straße 18', '8020 Graz'],
  edelbacher: ['Getreidegasse 52', '5020 Salzburg'],
  donaublick: ['Donaulände 7', '3500 Krems an der Donau'],
  pointner: ['Linzer Straße 96', '3100 St. Pölten'],
};

/** The manager of a company, to whom letters are addressed. */
export const managerOf = (company: string): DemoPerson =>
  people.find((person) => person.company === company && person.management)!;

const sellers: Record<string, DemoPerson> = {
  sonnblick: staff[3]!,
  donaublick: staff[3]!,
  federspiel: staff[2]!,
  pointner: staff[2]!,
};

/** ETRON's account manager of a company. */
export const sellerOf = (company: string): DemoPerson => sellers[company] ?? staff[5]!;

const nameOf = (company: string): string => companies.find(({ key }) => key === company)!.name;

/** The head of a letter: recipient, facts and greeting. */
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
