import type { CatalogueKind, Period } from '../contract/subscriptions.limits.ts';
import { dictionary } from './locale.ts';

const KINDS_DE: Record<CatalogueKind, string> = {
  module: 'Modul',
  function: 'Funktion',
  configuration: 'Konfiguration',
};
const KINDS_EN: Record<CatalogueKind, string> = {
  module: 'Module',
  function: 'Function',
  configuration: 'Configuration',
};
const PERIODS_DE: Record<Period, string> = { month: 'pro Monat', quarter: 'pro Quartal', year: 'pro Jahr' };
const PERIODS_EN: Record<Period, string> = { month: 'per month', quarter: 'per quarter', year: 'per year' };

const anyOf = (language: string, names: readonly string[]): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(names);

const listed = (lines: readonly string[]): string =>
  lines.length ? `\n\n${lines.map((line) => `– ${line}`).join('\n')}` : '';

/** Words of `<etron-subscriptions>`. */
export const subscriptionsWords = dictionary(
  'subscriptions',
  {
    lookUp: 'Ist es dabei?',
    lookUpHint: 'Suchen Sie ein Modul, eine Funktion oder eine Konfiguration – zum Beispiel „Gutscheine“.',
    search: 'Was suchen Sie?',
    clear: 'Suche löschen',
    kinds: KINDS_DE,
    installed: 'installiert',
    notIncluded: 'nicht enthalten',
    installedIn: (count: number, all: number) =>
      count === all
        ? `in allen ${all} Instanzen installiert`
        : count
          ? `in ${count} von ${all} Instanzen installiert`
          : `in keiner der ${all} Instanzen enthalten`,
    /** What an instance would need; a module needs nothing but itself. */
    lacks: (kind: CatalogueKind, modules: readonly string[]) =>
      kind === 'function'
        ? `kommt mit ${anyOf('de', modules)}`
        : kind === 'configuration'
          ? `${modules.length === 1 ? 'es fehlt' : 'es fehlen'}: ${modules.join(', ')}`
          : '',
    request: 'Anfragen',
    requestFor: (name: string, instance: string) => `Anfragen: ${name}${instance && ` für ${instance}`}`,
    requestForAll: (count: number) => (count === 1 ? 'Für 1 Instanz anfragen' : `Für ${count} Instanzen anfragen`),
    each: 'Einzeln ansehen',
    searching: 'Wird gesucht …',
    results: (count: number) => (count === 1 ? '1 Treffer' : `${count} Treffer`),
    nothing: (search: string) => `Zu „${search}“ haben wir nichts gefunden`,
    nothingHint: 'Vielleicht heißt es bei uns anders. Fragen Sie uns – wir sagen Ihnen, wie es geht.',
    ask: 'Beim Support nachfragen',
    /** Of a ticket that asks for something of the catalogue for some instances. */
    subject: (kind: CatalogueKind, name: string, [first = '', ...more]: readonly string[]) =>
      `${KINDS_DE[kind]} „${name}“${first && ` für ${more.length ? `${more.length + 1} Instanzen` : first}`}`,
    description: (kind: CatalogueKind, name: string, lines: readonly string[]) =>
      `Guten Tag,\n\nbitte machen Sie uns ein Angebot für: ${KINDS_DE[kind]} „${name}“.${listed(lines)}`,
    questionSubject: (search: string) => `Frage zu „${search}“`,
    question: (search: string) =>
      `Guten Tag,\n\nwir haben in unseren Abonnements nach „${search}“ gesucht und nichts gefunden. Gibt es das, und was brauchen wir dafür?`,
    period: PERIODS_DE,
    net: 'ohne USt.',
    since: 'Seit',
    nextInvoice: 'Nächste Rechnung',
    noInvoice: 'keine mehr',
    ends: 'Endet am',
    ended: 'Beendet am',
    endedCount: (count: number) => (count === 1 ? '1 beendetes Abonnement' : `${count} beendete Abonnements`),
    columns: { text: 'Leistung', quantity: 'Menge', price: 'Preis', discount: 'Rabatt', net: 'Netto' },
    loading: 'Abonnements werden geladen …',
    found: (count: number) => (count === 1 ? '1 Abonnement' : `${count} Abonnements`),
    retry: 'Erneut versuchen',
    stale: 'Der neueste Stand konnte nicht geladen werden.',
    emptyTitle: 'Noch keine Abonnements',
    emptyText: 'Sobald Module für Ihre Instanzen bestellt sind, finden Sie sie hier.',
    whose: 'Wessen Abonnements?',
    findCompany: 'Kunde suchen',
    noCompany: 'Kein Kunde heißt so.',
    otherCompany: 'Anderer Kunde',
  },
  {
    lookUp: 'Is it included?',
    lookUpHint: 'Search for a module, a function or a configuration – “vouchers”, for example.',
    search: 'What do you need?',
    clear: 'Clear search',
    kinds: KINDS_EN,
    installed: 'installed',
    notIncluded: 'not included',
    installedIn: (count, all) =>
      count === all
        ? `installed in all ${all} instances`
        : count
          ? `installed in ${count} of ${all} instances`
          : `included in none of ${all} instances`,
    lacks: (kind, modules) =>
      kind === 'function'
        ? `comes with ${anyOf('en', modules)}`
        : kind === 'configuration'
          ? `missing: ${modules.join(', ')}`
          : '',
    request: 'Request',
    requestFor: (name, instance) => `Request: ${name}${instance && ` for ${instance}`}`,
    requestForAll: (count) => (count === 1 ? 'Request for 1 instance' : `Request for ${count} instances`),
    each: 'See each',
    searching: 'Searching …',
    results: (count) => (count === 1 ? '1 result' : `${count} results`),
    nothing: (search) => `We found nothing for “${search}”`,
    nothingHint: 'We may call it by another name. Ask us – we tell you how it works.',
    ask: 'Ask support',
    subject: (kind, name, [first = '', ...more]) =>
      `${KINDS_EN[kind]} “${name}”${first && ` for ${more.length ? `${more.length + 1} instances` : first}`}`,
    description: (kind, name, lines) =>
      `Hello,\n\nplease make us an offer for: ${KINDS_EN[kind].toLowerCase()} “${name}”.${listed(lines)}`,
    questionSubject: (search) => `Question about “${search}”`,
    question: (search) =>
      `Hello,\n\nwe searched for “${search}” in our subscriptions and found nothing. Does it exist, and what do we need for it?`,
    period: PERIODS_EN,
    net: 'excl. VAT',
    since: 'Since',
    nextInvoice: 'Next invoice',
    noInvoice: 'none to come',
    ends: 'Ends on',
    ended: 'Ended on',
    endedCount: (count) => (count === 1 ? '1 ended subscription' : `${count} ended subscriptions`),
    columns: { text: 'Service', quantity: 'Quantity', price: 'Price', discount: 'Discount', net: 'Net' },
    loading: 'Loading subscriptions …',
    found: (count) => (count === 1 ? '1 subscription' : `${count} subscriptions`),
    retry: 'Try again',
    stale: 'The latest state could not be loaded.',
    emptyTitle: 'No subscriptions yet',
    emptyText: 'As soon as modules are ordered for your instances, you find them here.',
    whose: 'Whose subscriptions?',
    findCompany: 'Find a customer',
    noCompany: 'No customer of that name.',
    otherCompany: 'Another customer',
  },
);
