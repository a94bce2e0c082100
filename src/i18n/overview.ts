import { ENDING_DAYS } from '../contract/orders.limits.ts';
import { dictionary } from './locale.ts';
import type { Menu } from './menus.ts';

type Units = Record<Exclude<Menu, 'overview'>, (count: number) => string>;

/** Words of `<etron-overview>`. Counts stand before their words. */
export const overviewWords = dictionary(
  'overview',
  {
    menus: 'Menüs',
    loading: 'Die Übersicht wird geladen …',
    retry: 'Erneut versuchen',
    create: 'Ticket einreichen',
    waiting: (count: number) =>
      count === 0
        ? 'Im Moment wartet nichts auf Sie.'
        : count === 1
          ? '1 Aufgabe wartet auf Sie.'
          : `${count} Aufgaben warten auf Sie.`,
    units: {
      tickets: (count: number) => (count === 1 ? 'offenes Ticket' : 'offene Tickets'),
      documents: (count: number) => (count === 1 ? 'offenes Dokument' : 'offene Dokumente'),
      offers: (count: number) => (count === 1 ? 'offenes Angebot' : 'offene Angebote'),
      orders: (count: number) => (count === 1 ? 'Verkaufsauftrag' : 'Verkaufsaufträge'),
      invoices: (count: number) => (count === 1 ? 'offene Rechnung' : 'offene Rechnungen'),
      subscriptions: (count: number) => (count === 1 ? 'aktives Abonnement' : 'aktive Abonnements'),
    } as Units,
    questions: (count: number) => (count === 1 ? '1 Rückfrage wartet auf Sie' : `${count} Rückfragen warten auf Sie`),
    /** What waits for a partner's customers. */
    questionsOfCustomers: (count: number) =>
      count === 1 ? '1 Rückfrage wartet auf Ihre Kunden' : `${count} Rückfragen warten auf Ihre Kunden`,
    /** For employees. */
    questionsOfAll: (count: number) =>
      count === 1 ? '1 Rückfrage wartet auf Antwort' : `${count} Rückfragen warten auf Antwort`,
    toSign: (count: number) =>
      count === 1 ? '1 wartet auf Ihre Unterschrift' : `${count} warten auf Ihre Unterschrift`,
    others: (count: number) => (count === 1 ? '1 wartet auf andere' : `${count} warten auf andere`),
    signed: (count: number) => `${count} unterschrieben`,
    toDecide: (count: number) =>
      count === 1 ? '1 wartet auf Ihre Entscheidung' : `${count} warten auf Ihre Entscheidung`,
    ending: (count: number) =>
      count === 1
        ? `1 läuft in den nächsten ${ENDING_DAYS} Tagen ab`
        : `${count} laufen in den nächsten ${ENDING_DAYS} Tagen ab`,
    overdue: (count: number) => `${count} überfällig`,
    due: (amount: string) => `${amount} zu bezahlen`,
    instances: (count: number) => (count === 1 ? 'auf 1 Instanz' : `auf ${count} Instanzen`),
  },
  {
    menus: 'Menus',
    loading: 'Loading the overview …',
    retry: 'Try again',
    create: 'Submit ticket',
    waiting: (count) =>
      count === 0
        ? 'Nothing is waiting for you at the moment.'
        : count === 1
          ? '1 task is waiting for you.'
          : `${count} tasks are waiting for you.`,
    units: {
      tickets: (count) => (count === 1 ? 'open ticket' : 'open tickets'),
      documents: (count) => (count === 1 ? 'open document' : 'open documents'),
      offers: (count) => (count === 1 ? 'open offer' : 'open offers'),
      orders: (count) => (count === 1 ? 'sales order' : 'sales orders'),
      invoices: (count) => (count === 1 ? 'open invoice' : 'open invoices'),
      subscriptions: (count) => (count === 1 ? 'active subscription' : 'active subscriptions'),
    },
    questions: (count) => (count === 1 ? '1 question is waiting for you' : `${count} questions are waiting for you`),
    questionsOfCustomers: (count) =>
      count === 1 ? '1 question is waiting for your customers' : `${count} questions are waiting for your customers`,
    questionsOfAll: (count) =>
      count === 1 ? '1 question is waiting for an answer' : `${count} questions are waiting for an answer`,
    toSign: (count) => (count === 1 ? '1 is waiting for your signature' : `${count} are waiting for your signature`),
    others: (count) => (count === 1 ? '1 is waiting for others' : `${count} are waiting for others`),
    signed: (count) => `${count} signed`,
    toDecide: (count) => (count === 1 ? '1 is waiting for your decision' : `${count} are waiting for your decision`),
    ending: (count) =>
      count === 1 ? `1 expires within ${ENDING_DAYS} days` : `${count} expire within ${ENDING_DAYS} days`,
    overdue: (count) => `${count} overdue`,
    due: (amount) => `${amount} to be paid`,
    instances: (count) => (count === 1 ? 'on 1 instance' : `on ${count} instances`),
  },
);
