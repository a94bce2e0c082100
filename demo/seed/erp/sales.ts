import type { OrderOptions } from '../../../src/contract/orders.ts';
import type { DealKey } from './deals.ts';

/** What became of an offer. */
export type OfferEnd = 'open' | 'cancelled' | { accepted: OrderOptions } | { declined: string };

/** What becomes of the invoice for what was ordered, where it is not simply paid. */
export type InvoiceEnd = 'overdue' | 'partly' | 'corrected';

export interface DemoSale {
  company: string;
  deal: DealKey;
  daysAgo: number;
  /** Where it is for. */
  place?: string;
  /** Of an offer; without it the customer ordered by telephone. */
  offer?: OfferEnd;
  /** Days from now on which an offer ends, negative in the past; null without an end. A month after its date unless told. */
  ends?: number | null;
  note?: string;
  invoice?: InvoiceEnd;
  cancelled?: true;
}

/** Those of the organic grocer are what the demo's customer sees. */
export const sales: readonly DemoSale[] = [
  {
    company: 'sonnblick',
    deal: 'waage',
    daysAgo: 6,
    place: 'Graz Geidorf',
    offer: 'open',
    ends: 19,
    note: 'Lieferzeit etwa zwei Wochen. Die Eichung macht der Hersteller vor Ort.',
  },
  {
    company: 'sonnblick',
    deal: 'sbkassa',
    daysAgo: 15,
    place: 'Graz Lend',
    offer: 'open',
    ends: 4,
    note: 'Das Vorführgerät können Sie sich in unserem Schauraum in Wien ansehen.',
  },
  { company: 'sonnblick', deal: 'webshop', daysAgo: 2, offer: 'open', ends: null },
  { company: 'sonnblick', deal: 'gutscheine', daysAgo: 76, place: 'Leibnitz', offer: 'open', ends: -45 },
  {
    company: 'sonnblick',
    deal: 'schulung',
    daysAgo: 52,
    place: 'Leibnitz',
    offer: { declined: 'Wir schulen heuer selbst. Bitte im Frühjahr wieder anbieten.' },
  },
  { company: 'sonnblick', deal: 'mobil', daysAgo: 96, place: 'Kaiser-Josef-Markt', offer: 'cancelled' },
  { company: 'sonnblick', deal: 'kassenplatz', daysAgo: 128, place: 'Leibnitz', offer: { accepted: { p5: '1' } } },
  { company: 'sonnblick', deal: 'forum', daysAgo: 34, offer: { accepted: { p5: '1' } } },
  { company: 'federspiel', deal: 'kassenplatz', daysAgo: 9, place: 'Wien Josefstadt', offer: 'open', ends: 21 },
  { company: 'federspiel', deal: 'inventur', daysAgo: 3, offer: 'open', ends: 12 },
  {
    company: 'federspiel',
    deal: 'sbkassa',
    daysAgo: 104,
    place: 'Mödling',
    offer: { declined: 'Für unsere Filiale zu groß.' },
  },
  { company: 'federspiel', deal: 'cloud', daysAgo: 205, offer: 'cancelled' },
  { company: 'federspiel', deal: 'kartenterminals', daysAgo: 150, place: 'Mödling', offer: { accepted: { p3: '1' } } },
  {
    company: 'edelbacher',
    deal: 'neueFiliale',
    daysAgo: 5,
    place: 'Zell am See',
    offer: 'open',
    ends: 26,
    note: 'Der Termin der Eröffnung ist vorgemerkt; wir halten die Geräte bis zum Ende der Gültigkeit zurück.',
  },
  { company: 'edelbacher', deal: 'kassenplatz', daysAgo: 20, place: 'Hallein', offer: 'open', ends: 2 },
  { company: 'edelbacher', deal: 'webshop', daysAgo: 92, offer: 'open', ends: -60 },
  {
    company: 'edelbacher',
    deal: 'gutscheine',
    daysAgo: 63,
    place: 'St. Johann',
    offer: { declined: 'Die Karten lassen wir in der Druckerei im Ort machen.' },
  },
  {
    company: 'edelbacher',
    deal: 'mobil',
    daysAgo: 425,
    place: 'Christkindlmarkt',
    offer: { accepted: { p4: '2', p5: '2' } },
  },
  { company: 'donaublick', deal: 'funkbonieren', daysAgo: 8, place: 'Krems', offer: 'open', ends: 17 },
  {
    company: 'donaublick',
    deal: 'kuechenmonitor',
    daysAgo: 131,
    place: 'Schiffsanlegestelle',
    offer: 'open',
    ends: -100,
  },
  { company: 'donaublick', deal: 'lieferando', daysAgo: 236, place: 'Krems', offer: { accepted: {} } },
  { company: 'pointner', deal: 'erechnung', daysAgo: 4, offer: 'open', ends: 25 },
  {
    company: 'pointner',
    deal: 'sbkassa',
    daysAgo: 87,
    place: 'Herzogenburg',
    offer: { declined: 'Unsere Kundschaft will bedient werden.' },
  },
  { company: 'pointner', deal: 'auswertung', daysAgo: 81, offer: { accepted: {} } },
  { company: 'brandstaetter', deal: 'forum', daysAgo: 11, offer: 'open', ends: 24 },
  { company: 'alpenkassa', deal: 'schulung', daysAgo: 58, place: 'Innsbruck', offer: 'open', ends: -27 },

  { company: 'sonnblick', deal: 'rollen', daysAgo: 12 },
  { company: 'sonnblick', deal: 'jahresservice', daysAgo: 44, place: 'Graz Lend', invoice: 'overdue' },
  { company: 'sonnblick', deal: 'bondrucker', daysAgo: 168, place: 'Graz Geidorf', invoice: 'corrected' },
  { company: 'sonnblick', deal: 'rollen', daysAgo: 290 },
  { company: 'sonnblick', deal: 'neueFiliale', daysAgo: 345, place: 'Leibnitz' },
  { company: 'sonnblick', deal: 'inventur', daysAgo: 330 },
  { company: 'sonnblick', deal: 'kartenterminals', daysAgo: 26, place: 'Graz Lend', cancelled: true },
  { company: 'federspiel', deal: 'rollen', daysAgo: 10 },
  { company: 'federspiel', deal: 'bondrucker', daysAgo: 118, place: 'Wien Josefstadt' },
  { company: 'federspiel', deal: 'webshop', daysAgo: 560 },
  { company: 'federspiel', deal: 'schulung', daysAgo: 540, place: 'Mödling' },
  { company: 'federspiel', deal: 'jahresservice', daysAgo: 310, place: 'Wien Josefstadt' },
  { company: 'edelbacher', deal: 'rollen', daysAgo: 38, invoice: 'partly' },
  { company: 'edelbacher', deal: 'jahresservice', daysAgo: 190, place: 'Salzburg Getreidegasse' },
  { company: 'edelbacher', deal: 'kassenplatz', daysAgo: 470, place: 'St. Johann' },
  { company: 'edelbacher', deal: 'inventur', daysAgo: 315 },
  { company: 'edelbacher', deal: 'gutscheine', daysAgo: 250, place: 'Salzburg Getreidegasse' },
  { company: 'donaublick', deal: 'rollen', daysAgo: 15 },
  { company: 'donaublick', deal: 'kuechenmonitor', daysAgo: 610, place: 'Krems' },
  { company: 'donaublick', deal: 'mobil', daysAgo: 520, place: 'Schiffsanlegestelle' },
  { company: 'donaublick', deal: 'kartenterminals', daysAgo: 505, place: 'Krems' },
  { company: 'donaublick', deal: 'bondrucker', daysAgo: 73, place: 'Krems' },
  { company: 'pointner', deal: 'rollen', daysAgo: 29 },
  { company: 'pointner', deal: 'waage', daysAgo: 400, place: 'St. Pölten' },
  { company: 'pointner', deal: 'inventur', daysAgo: 340 },
  { company: 'pointner', deal: 'jahresservice', daysAgo: 52, place: 'St. Pölten', invoice: 'overdue' },
  { company: 'pointner', deal: 'kassenplatz', daysAgo: 590, place: 'Herzogenburg' },
  { company: 'brandstaetter', deal: 'rollen', daysAgo: 33 },
  { company: 'brandstaetter', deal: 'forum', daysAgo: 380 },
  { company: 'alpenkassa', deal: 'bondrucker', daysAgo: 140, place: 'Innsbruck' },
];
