import { companies } from '../companies.ts';
import { type DemoPerson, people, staff } from '../people.ts';

// Ids and numbers that the ERP gave to companies, people and records of the demo.

/** The customer's number, which stands on its letters. */
export const companyNumber = (key: string): string =>
  `${20_110 + companies.findIndex((company) => company.key === key) * 17}`;

export const companyRef = (key: string): string => `firma-${companyNumber(key)}`;

export const userRef = (person: DemoPerson): string => {
  const index = people.indexOf(person);
  return index < 0 ? `mitarbeiter-${staff.indexOf(person) + 101}` : `person-${index + 3_001}`;
};

/** Counts records by prefix and year, as the ERP does: `RE-2026-00042`. */
export class Numbers {
  readonly #last = new Map<string, number>();

  next(prefix: string, day: string): string {
    const key = `${prefix}-${day.slice(0, 4)}`;
    const number = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, number);
    return `${key}-${String(number).padStart(5, '0')}`;
  }
}
