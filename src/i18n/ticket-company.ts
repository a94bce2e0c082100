import { dictionary } from './locale.ts';

/** Words of the choice whose ticket is filed. */
export const ticketCompanyWords = dictionary(
  'ticket-company',
  {
    company: 'Für wen?',
    own: (name: string) => `${name} (eigene Firma)`,
    open: 'Noch keinem Kunden zugeordnet',
    search: 'Kunden suchen',
    found: (count: number) => (count ? `${count} gefunden` : 'Kein Kunde heißt so'),
    refused: 'Bitte einen Kunden aus der Liste wählen',
  },
  {
    company: 'For whom?',
    own: (name) => `${name} (own company)`,
    open: 'No customer yet',
    search: 'Search customers',
    found: (count) => (count ? `${count} found` : 'No customer has this name'),
    refused: 'Please choose a customer from the list',
  },
);
