import { ENDING_DAYS } from '../contract/orders.limits.ts';
import { dictionary } from './locale.ts';

/** Words of `<etron-orders>`. */
export const orderListWords = dictionary(
  'order-list',
  {
    nouns: {
      offers: { one: 'Angebot', many: 'Angebote' },
      orders: { one: 'Verkaufsauftrag', many: 'Verkaufsaufträge' },
    },
    number: 'Nummer',
    title: 'Bezeichnung',
    company: 'Kunde',
    date: 'Datum',
    validity: 'Gültigkeit',
    status: 'Status',
    gross: 'Betrag',
    /** Of a sales order among sales orders. */
    ordered: 'Beauftragt',
    valid: (days: number, date: string) =>
      days < 0
        ? `war gültig bis ${date}`
        : days === 0
          ? 'nur noch heute gültig'
          : days === 1
            ? 'noch bis morgen gültig'
            : days <= ENDING_DAYS
              ? `noch ${days} Tage gültig`
              : `gültig bis ${date}`,
    emptyTitle: { offers: 'Noch keine Angebote', orders: 'Noch keine Verkaufsaufträge' },
    emptyText: {
      offers: 'Sobald wir Ihnen ein Angebot machen, finden Sie es hier.',
      orders: 'Sobald Sie etwas bei uns bestellen, finden Sie es hier.',
    },
    noMatch: { offers: 'Kein Angebot passt dazu', orders: 'Kein Verkaufsauftrag passt dazu' },
  },
  {
    nouns: {
      offers: { one: 'offer', many: 'offers' },
      orders: { one: 'sales order', many: 'sales orders' },
    },
    number: 'Number',
    title: 'Title',
    company: 'Customer',
    date: 'Date',
    validity: 'Validity',
    status: 'Status',
    gross: 'Amount',
    ordered: 'Ordered',
    valid: (days, date) =>
      days < 0
        ? `was valid until ${date}`
        : days === 0
          ? 'valid until today'
          : days === 1
            ? 'valid until tomorrow'
            : days <= ENDING_DAYS
              ? `valid for ${days} more days`
              : `valid until ${date}`,
    emptyTitle: { offers: 'No offers yet', orders: 'No sales orders yet' },
    emptyText: {
      offers: 'As soon as we make you an offer, you will find it here.',
      orders: 'As soon as you order something from us, you will find it here.',
    },
    noMatch: { offers: 'No offer matches', orders: 'No sales order matches' },
  },
);
