import { PERMISSIONS, type Permission, type Role } from '../../src/contract/session.ts';
import { companies } from './companies.ts';

/** Somebody with an account in the demo; all names are invented. */
export interface DemoPerson {
  name: string;
  salutation: 'Frau' | 'Herr';
  email: string;
  phone: string;
  role: Role;
  /** Key of the company; absent for staff. */
  company?: string;
  management: boolean;
  permissions: readonly Permission[];
}

/** Everybody's password. */
export const DEMO_PASSWORD = 'kassa-2026';

type Row = readonly [
  name: string,
  salutation: 'Frau' | 'Herr',
  phone: string,
  company: string,
  rights?: 'management' | readonly Permission[],
];

const domains: Record<string, string> = {
  brandstaetter: 'kassenhaus-brandstaetter.example',
  alpenkassa: 'alpenkassa.example',
  hollerbach: 'baeckerei-hollerbach.example',
  gruber: 'fleischerei-gruber.example',
  lindinger: 'modehaus-lindinger.example',
  hirschen: 'goldener-hirschen.example',
  kirchmair: 'speckstubn-kirchmair.example',
  achental: 'sporthaus-achental.example',
  waldhauser: 'konditorei-waldhauser.example',
  federspiel: 'buch-federspiel.example',
  sonnblick: 'naturkost-sonnblick.example',
  edelbacher: 'trachten-edelbacher.example',
  donaublick: 'cafe-donaublick.example',
  pointner: 'eisen-pointner.example',
};

const rows: readonly Row[] = [
  ['Karin Brandstätter', 'Frau', '+43 732 555 010', 'brandstaetter', 'management'],
  ['Florian Reisinger', 'Herr', '+43 732 555 011', 'brandstaetter', ['orders', 'subscriptions']],
  ['Thomas Rainer', 'Herr', '+43 512 555 020', 'alpenkassa', 'management'],
  ['Verena Plattner', 'Frau', '+43 512 555 021', 'alpenkassa'],
  ['Maria Hollerbach', 'Frau', '+43 7242 555 100', 'hollerbach', 'management'],
  ['Sabine Ortner', 'Frau', '+43 7242 555 101', 'hollerbach'],
  ['Michael Wiesinger', 'Herr', '+43 7242 555 102', 'hollerbach'],
  ['Josef Gruber', 'Herr', '+43 7252 555 110', 'gruber', 'management'],
  ['Elisabeth Mayr', 'Frau', '+43 7252 555 111', 'gruber'],
  ['Christine Lindinger', 'Frau', '+43 732 555 120', 'lindinger', 'management'],
  ['Birgit Aigner', 'Frau', '+43 732 555 121', 'lindinger'],
  ['Stefan Hofstätter', 'Herr', '+43 732 555 122', 'lindinger'],
  ['Johann Leitner', 'Herr', '+43 7612 555 130', 'hirschen', 'management'],
  ['Petra Leitner', 'Frau', '+43 7612 555 131', 'hirschen'],
  ['Andreas Kirchmair', 'Herr', '+43 5223 555 140', 'kirchmair', 'management'],
  ['Monika Nagiller', 'Frau', '+43 5223 555 141', 'kirchmair'],
  ['Hannes Prantl', 'Herr', '+43 5243 555 150', 'achental', 'management'],
  ['Lisa Unterberger', 'Frau', '+43 5243 555 151', 'achental'],
  ['Daniel Moser', 'Herr', '+43 5243 555 152', 'achental'],
  ['Eva Waldhauser', 'Frau', '+43 512 555 160', 'waldhauser', 'management'],
  ['Bernhard Federspiel', 'Herr', '+43 1 555 170', 'federspiel', 'management'],
  ['Ulrike Zach', 'Frau', '+43 1 555 171', 'federspiel', ['invoices']],
  ['Katharina Pichler', 'Frau', '+43 316 555 180', 'sonnblick', 'management'],
  ['Markus Fürnschuß', 'Herr', '+43 316 555 181', 'sonnblick', ['subscriptions']],
  ['Anna Resch', 'Frau', '+43 316 555 182', 'sonnblick'],
  ['Georg Edelbacher', 'Herr', '+43 662 555 190', 'edelbacher', 'management'],
  ['Theresa Schwaiger', 'Frau', '+43 662 555 191', 'edelbacher', ['offers', 'orders']],
  ['Manfred Kogler', 'Herr', '+43 662 555 192', 'edelbacher', ['subscriptions']],
  ['Renate Zeller', 'Frau', '+43 2732 555 200', 'donaublick', 'management'],
  ['Martin Haslinger', 'Herr', '+43 2732 555 201', 'donaublick', ['invoices']],
  ['Sandra Gruböck', 'Frau', '+43 2732 555 202', 'donaublick'],
  ['Franz Pointner', 'Herr', '+43 2742 555 210', 'pointner', 'management'],
  ['Doris Schrittwieser', 'Frau', '+43 2742 555 211', 'pointner', ['orders', 'invoices']],
  ['Robert Ebner', 'Herr', '+43 2742 555 212', 'pointner', ['subscriptions']],
];

const staffRows: readonly (readonly [name: string, salutation: 'Frau' | 'Herr', phone: string])[] = [
  ['Lukas Steiner', 'Herr', '+43 1 555 01 21'],
  ['Julia Wimmer', 'Frau', '+43 1 555 01 22'],
  ['Barbara Egger', 'Frau', '+43 1 555 01 23'],
  ['Matthias Lang', 'Herr', '+43 1 555 01 24'],
  ['Nina Kovač', 'Frau', '+43 1 555 01 25'],
  ['Wolfgang Auer', 'Herr', '+43 1 555 01 26'],
];

/** `Nina Kovač` → `nina.kovac` */
const localPart = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll(' ', '.');

/** Support staff; the first two prepare new tickets, the others work on them. Their portraits are `portraits/<local part>.webp`. */
export const staff: readonly DemoPerson[] = staffRows.map(([name, salutation, phone]) => ({
  name,
  salutation,
  phone,
  email: `${localPart(name)}@etron.example`,
  role: 'staff',
  management: false,
  permissions: [],
}));

/** People of customers with a sales partner have no permissions, because the partner holds the records they are about. */
const permissionsOf = (company: string, rights: Row[4]): readonly Permission[] => {
  if (companies.find(({ key }) => key === company)?.partner) return [];
  return rights === 'management' ? PERMISSIONS : (rights ?? []);
};

export const people: readonly DemoPerson[] = rows.map(([name, salutation, phone, company, rights]) => ({
  name,
  salutation,
  phone,
  email: `${localPart(name)}@${domains[company]}`,
  role: company === 'brandstaetter' || company === 'alpenkassa' ? 'partner' : 'customer',
  company,
  management: rights === 'management',
  permissions: permissionsOf(company, rights),
}));
