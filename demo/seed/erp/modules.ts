import type { Amount } from '../../../src/contract/money.ts';

/** Words of an entry of the catalogue, German and English, and what shop owners also call it. */
export interface CatalogueWords {
  name: readonly [de: string, en: string];
  description: readonly [de: string, en: string];
  keywords: readonly string[];
}

/** What is for rent, by its key. */
export interface DemoModule extends CatalogueWords {
  /** Per month. */
  price: Amount;
}

export const modules = {
  kassa: {
    name: ['Kassa', 'Till'],
    description: [
      'Verkaufen an der Kassa: Bons, Storno, Rabatte, Bar- und Kartenzahlung, Tagesabschluss.',
      'Selling at the till: receipts, voids, discounts, cash and cards, end of day.',
    ],
    keywords: ['Registrierkasse', 'Kasse', 'Bon', 'Beleg', 'Kassenbon', 'POS', 'receipt'],
    price: '39.00',
  },
  'kassa-mobil': {
    name: ['Mobile Kassa', 'Mobile till'],
    description: [
      'Kassieren am Tablet oder Handgerät, auch ohne Netz: am Markt, im Gastgarten, auf der Messe.',
      'Selling on a tablet or handheld, offline too: at the market, in the garden, at a fair.',
    ],
    keywords: ['Tablet', 'Handy', 'Marktstand', 'unterwegs', 'handheld'],
    price: '24.00',
  },
  rksv: {
    name: ['RKSV-Signatur', 'RKSV signature'],
    description: [
      'Signiert jeden Beleg nach der Registrierkassensicherheitsverordnung und führt das Datenerfassungsprotokoll.',
      'Signs every receipt as Austrian law demands, and keeps the record of all of them.',
    ],
    keywords: ['Registrierkassensicherheitsverordnung', 'Signaturkarte', 'Startbeleg', 'Jahresbeleg', 'DEP', 'QR-Code'],
    price: '9.00',
  },
  finanzonline: {
    name: ['FinanzOnline-Anbindung', 'FinanzOnline connection'],
    description: [
      'Meldet Kassen, Signatureinheiten und Ausfälle an FinanzOnline und prüft Start- und Jahresbeleg.',
      'Reports tills, signature units and failures to FinanzOnline and verifies start and annual receipts.',
    ],
    keywords: ['Finanzamt', 'Belegprüfung', 'Jahresbeleg', 'tax office'],
    price: '6.00',
  },
  gutscheine: {
    name: ['Gutscheine', 'Vouchers'],
    description: [
      'Wertgutscheine ausstellen, teilweise einlösen und ihr Restguthaben in allen Filialen kennen.',
      'Issue vouchers, redeem them in parts and know what is left on them in every shop.',
    ],
    keywords: ['Geschenkkarte', 'Geschenkgutschein', 'Wertgutschein', 'Gutscheinkarte', 'gift card'],
    price: '12.00',
  },
  kundenkarten: {
    name: ['Kundenkarten', 'Loyalty cards'],
    description: [
      'Stammkunden mit Karte: Punkte, Rabatte, Guthaben und was sie gekauft haben.',
      'Regulars with a card: points, discounts, credit and what they bought.',
    ],
    keywords: ['Treuepunkte', 'Stammkunden', 'Bonuskarte', 'Stempelkarte', 'Kundenclub', 'loyalty'],
    price: '15.00',
  },
  waage: {
    name: ['Waage', 'Scales'],
    description: [
      'Übernimmt das Gewicht von geeichten Waagen an der Kassa und an der Theke.',
      'Takes the weight from verified scales at the till and the counter.',
    ],
    keywords: ['Waagenanbindung', 'Gewicht', 'wiegen', 'Theke', 'Eichung', 'weight'],
    price: '8.00',
  },
  etiketten: {
    name: ['Etikettendruck', 'Label printing'],
    description: [
      'Druckt Preis-, Regal- und Thekenetiketten mit Strichcode, Grundpreis und Allergenen.',
      'Prints price, shelf and counter labels with bar code, unit price and allergens.',
    ],
    keywords: ['Preisschild', 'Barcode', 'Strichcode', 'Regaletikett', 'Allergene', 'label'],
    price: '9.00',
  },
  kuechenmonitor: {
    name: ['Küchenmonitor', 'Kitchen display'],
    description: [
      'Zeigt Bestellungen in Küche und Schank, nach Gängen und mit Wartezeit.',
      'Shows orders in kitchen and bar, by course and with how long they wait.',
    ],
    keywords: ['Küchendisplay', 'Bestellmonitor', 'Küchenbon', 'Schank', 'KDS'],
    price: '14.00',
  },
  tischplan: {
    name: ['Tischplan', 'Table plan'],
    description: [
      'Tische, Räume und Gastgarten als Plan: bonieren, umbuchen, Rechnung teilen.',
      'Tables, rooms and garden as a plan: order, move, split the bill.',
    ],
    keywords: ['Tische', 'Tischverwaltung', 'Gastgarten', 'Rechnung teilen', 'splitten', 'tables'],
    price: '14.00',
  },
  funkbonieren: {
    name: ['Funkbonieren', 'Handheld ordering'],
    description: [
      'Das Service nimmt die Bestellung am Tisch mit dem Handgerät auf.',
      'Waiters take orders at the table with a handheld.',
    ],
    keywords: ['Orderman', 'Kellner', 'bonieren', 'Handgerät', 'Service', 'waiter'],
    price: '12.00',
  },
  lieferando: {
    name: ['Lieferando-Schnittstelle', 'Lieferando interface'],
    description: [
      'Bestellungen von Lieferando kommen ohne Abtippen in Kassa und Küche.',
      'Orders from Lieferando reach till and kitchen without retyping.',
    ],
    keywords: ['Lieferdienst', 'Zustellung', 'Essen liefern', 'Takeaway', 'delivery'],
    price: '19.00',
  },
  reservierung: {
    name: ['Tischreservierung', 'Table booking'],
    description: [
      'Gäste reservieren über die Website, der Tischplan weiß es.',
      'Guests book on the website, and the table plan knows.',
    ],
    keywords: ['Reservierung', 'Buchung', 'online reservieren', 'booking'],
    price: '16.00',
  },
  webshop: {
    name: ['Webshop-Anbindung', 'Web shop connection'],
    description: [
      'Gleicht Artikel, Preise, Bestand und Bestellungen mit Shopify oder WooCommerce ab.',
      'Keeps articles, prices, stock and orders the same in Shopify or WooCommerce.',
    ],
    keywords: ['Onlineshop', 'Internet', 'Shopify', 'WooCommerce', 'E-Commerce', 'online verkaufen'],
    price: '29.00',
  },
  abholung: {
    name: ['Click & Collect', 'Click & collect'],
    description: [
      'Online bestellt, im Geschäft abgeholt: Abholliste, Fach und Verständigung per SMS.',
      'Ordered online, picked up in the shop: pick list, shelf and a text message.',
    ],
    keywords: ['Abholung', 'abholen', 'vorbestellen', 'Vorbestellung', 'pickup'],
    price: '9.00',
  },
  filialen: {
    name: ['Filialverwaltung', 'Branch management'],
    description: [
      'Artikel, Preise und Rechte aller Filialen an einer Stelle, Auswertung im Vergleich.',
      'Articles, prices and rights of all branches in one place, reports side by side.',
    ],
    keywords: ['Zentrale', 'Standorte', 'mehrere Geschäfte', 'branches'],
    price: '25.00',
  },
  lager: {
    name: ['Lager', 'Stock'],
    description: [
      'Bestände, Zugänge, Umlagerungen und Schwund je Lagerort.',
      'Stock, receipts, transfers and shrinkage for each place.',
    ],
    keywords: ['Warenwirtschaft', 'Bestand', 'Lagerstand', 'Umlagerung', 'inventory'],
    price: '19.00',
  },
  einkauf: {
    name: ['Einkauf', 'Purchasing'],
    description: [
      'Bestellvorschläge, Bestellungen und Wareneingang mit Kontrolle der Lieferantenrechnung.',
      'Suggestions, orders and receipts, checked against the supplier’s invoice.',
    ],
    keywords: ['Lieferant', 'bestellen', 'Bestellvorschlag', 'Wareneingang', 'supplier'],
    price: '15.00',
  },
  inventur: {
    name: ['Inventur', 'Stock-taking'],
    description: [
      'Zählen mit dem Handscanner, auch zu mehreren, mit Differenzliste und Bewertung.',
      'Counting with handheld scanners, several at once, with differences and valuation.',
    ],
    keywords: ['Zählung', 'MDE', 'Handscanner', 'zählen', 'count'],
    price: '9.00',
  },
  chargen: {
    name: ['Chargen und Haltbarkeit', 'Batches and expiry'],
    description: [
      'Chargen und Mindesthaltbarkeit vom Wareneingang bis zum Bon, mit Warnung vor dem Ablauf.',
      'Batches and best-before dates from receipt to sale, with a warning in time.',
    ],
    keywords: ['MHD', 'Ablaufdatum', 'Rückverfolgung', 'Mindesthaltbarkeit', 'expiry'],
    price: '9.00',
  },
  schicht: {
    name: ['Schichtabrechnung', 'Shift settlement'],
    description: [
      'Jede Kassierin rechnet ihre Lade ab: Anfangsbestand, Entnahmen, Kassensturz, Differenz.',
      'Every cashier settles their drawer: float, withdrawals, count, difference.',
    ],
    keywords: ['Kassensturz', 'Kassierer', 'Tagesabschluss', 'Z-Bon', 'Losung', 'cash-up'],
    price: '6.00',
  },
  zeiterfassung: {
    name: ['Personalzeiterfassung', 'Staff hours'],
    description: [
      'Kommen und Gehen an der Kassa, Überstunden und Export für die Lohnverrechnung.',
      'Clocking in and out at the till, overtime and export for payroll.',
    ],
    keywords: ['Arbeitszeit', 'Dienstplan', 'Stunden', 'Stempeluhr', 'payroll'],
    price: '6.50',
  },
  bmd: {
    name: ['BMD-Export', 'BMD export'],
    description: [
      'Erlöse, Zahlungen und Kassabuch fertig kontiert für BMD.',
      'Revenue, payments and cash book, coded for BMD.',
    ],
    keywords: ['Buchhaltung', 'Steuerberater', 'Kassabuch', 'Fibu', 'accounting'],
    price: '12.00',
  },
  datev: {
    name: ['DATEV-Export', 'DATEV export'],
    description: [
      'Buchungsstapel für DATEV, wenn auch in Deutschland verkauft wird.',
      'Posting batches for DATEV, for those who also sell in Germany.',
    ],
    keywords: ['Buchhaltung', 'Steuerberater', 'Deutschland', 'Fibu', 'accounting'],
    price: '12.00',
  },
  rechnung: {
    name: ['Rechnung und Lieferschein', 'Invoices and delivery notes'],
    description: [
      'Rechnungen, Lieferscheine und Sammelrechnungen für Firmenkunden, direkt von der Kassa.',
      'Invoices, delivery notes and collective invoices for business customers, from the till.',
    ],
    keywords: ['Faktura', 'Lieferschein', 'Sammelrechnung', 'Firmenkunden', 'invoice'],
    price: '12.00',
  },
  erechnung: {
    name: ['E-Rechnung', 'E-invoice'],
    description: [
      'ebInterface an den Bund und XRechnung, übertragen über das Unternehmensserviceportal.',
      'ebInterface to the federal government and XRechnung, sent through the business portal.',
    ],
    keywords: ['ebInterface', 'XRechnung', 'USP', 'Behörde', 'Bund', 'Gemeinde'],
    price: '9.00',
  },
  kartenzahlung: {
    name: ['Kartenzahlung', 'Card payment'],
    description: [
      'Der Betrag geht von der Kassa ans Terminal, die Zahlung zurück auf den Bon.',
      'The amount goes from till to terminal, the payment back onto the receipt.',
    ],
    keywords: ['Bankomat', 'Bankomatkassa', 'Kreditkarte', 'Terminal', 'Apple Pay', 'card terminal'],
    price: '7.00',
  },
  selbstbedienung: {
    name: ['Selbstbedienungskassa', 'Self-checkout'],
    description: [
      'Kundinnen und Kunden scannen und zahlen selbst, mit Alterskontrolle und Stichprobe.',
      'Customers scan and pay by themselves, with age checks and random checks.',
    ],
    keywords: ['SB-Kassa', 'Self-Checkout', 'selbst scannen', 'Hofladen', 'self-service'],
    price: '59.00',
  },
  kundendisplay: {
    name: ['Kundenanzeige', 'Customer display'],
    description: [
      'Zeigt Artikel und Summe, sonst Ihre Werbung.',
      'Shows articles and sum, and your advertising at other times.',
    ],
    keywords: ['zweiter Bildschirm', 'Werbung', 'Display', 'advertising'],
    price: '4.00',
  },
  auswertungen: {
    name: ['Auswertungen', 'Reports'],
    description: [
      'Umsatz, Spanne und Renner nach Stunde, Artikel, Mitarbeiter und Filiale.',
      'Revenue, margin and bestsellers by hour, article, employee and branch.',
    ],
    keywords: ['Statistik', 'Umsatz', 'Bericht', 'Renner', 'Penner', 'statistics'],
    price: '9.00',
  },
  chefapp: {
    name: ['Chef-App', 'Owner’s app'],
    description: ['Umsatz, offene Tische und Kassenstände am Handy.', 'Revenue, open tables and cash on your phone.'],
    keywords: ['Handy', 'Umsatz live', 'Smartphone', 'mobile'],
    price: '6.00',
  },
  varianten: {
    name: ['Größen und Farben', 'Sizes and colours'],
    description: [
      'Artikel mit Größen und Farben als Matrix, von der Bestellung bis zum Bon.',
      'Articles with sizes and colours as a matrix, from order to receipt.',
    ],
    keywords: ['Varianten', 'Textil', 'Konfektion', 'Größe', 'variants'],
    price: '8.00',
  },
  aktionen: {
    name: ['Aktionen und Preislisten', 'Promotions and price lists'],
    description: [
      'Rabatte nach Zeit, Menge, Kunde oder Filiale: Happy Hour, 3 zum Preis von 2.',
      'Discounts by time, quantity, customer or branch: happy hour, 3 for 2.',
    ],
    keywords: ['Rabatt', 'Happy Hour', 'Ausverkauf', 'Sonderpreis', 'discount'],
    price: '8.00',
  },
  buchhandel: {
    name: ['Buchhandel', 'Book trade'],
    description: [
      'ISBN, Verzeichnis lieferbarer Bücher, Buchpreisbindung und Bestellung beim Barsortiment.',
      'ISBN, books in print, fixed book prices and orders from wholesalers.',
    ],
    keywords: ['ISBN', 'VLB', 'Buchpreisbindung', 'Barsortiment', 'books'],
    price: '18.00',
  },
  pfand: {
    name: ['Pfand', 'Deposits'],
    description: [
      'Einweg- und Mehrwegpfand auf dem Bon, Rückgabe an der Kassa, Abrechnung mit Recycling Pfand Österreich.',
      'Deposits on single-use and reusable packaging, returns at the till, settlement with the scheme.',
    ],
    keywords: ['Leergut', 'Einwegpfand', 'Flaschen', 'Dosen', 'Rückgabe', 'deposit'],
    price: '4.00',
  },
} as const satisfies Record<string, DemoModule>;

export type ModuleKey = keyof typeof modules;
