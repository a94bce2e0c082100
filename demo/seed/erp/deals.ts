import type { Amount, Decimal } from '../../../src/contract/money.ts';
import type { TaxRate } from '../../../src/contract/orders.limits.ts';
import type { OrderLine } from '../../../src/contract/orders.ts';

/** What ETRON sells; `{filiale}` and `{jahr}` are filled in for each sale. */
export interface DemoDeal {
  title: string;
  lines: readonly OrderLine[];
}

interface ItemOptions {
  description?: string;
  unit?: string | null;
  discount?: Decimal;
  tax?: TaxRate;
}

const item = (quantity: Decimal, text: string, unitPrice: Amount, options: ItemOptions = {}): OrderLine => ({
  kind: 'item',
  id: '',
  text,
  description: options.description ?? null,
  quantity,
  unit: options.unit === undefined ? 'Stk.' : options.unit,
  unitPrice,
  discount: options.discount ?? '0',
  taxRate: options.tax ?? 20,
  optional: false,
});

const hours = (quantity: Decimal, text: string, unitPrice: Amount = '118.00'): OrderLine =>
  item(quantity, text, unitPrice, { unit: 'Std.' });

const flat = (text: string, price: Amount, description?: string): OrderLine =>
  item('1', text, price, { unit: null, ...(description && { description }) });

const optional = (line: OrderLine): OrderLine => (line.kind === 'item' ? { ...line, optional: true } : line);

const section = (text: string): OrderLine => ({ kind: 'section', text });
const note = (text: string): OrderLine => ({ kind: 'note', text });

const TERMINAL = { description: '15,6″ Touch, lüfterlos, 8 GB, 256 GB SSD, Kassenprogramm eingerichtet' };
const PRINTER = { description: '80 mm, USB und LAN, mit Netzteil und erster Bonrolle' };
const JOURNEY = flat('Anfahrt', '95.00');

const deal = (title: string, ...lines: OrderLine[]): DemoDeal => ({
  title,
  lines: lines.map((line, index) => (line.kind === 'item' ? { ...line, id: `p${index + 1}` } : line)),
});

export const deals = {
  kassenplatz: deal(
    'Zweiter Kassenplatz {filiale}',
    section('Geräte'),
    item('1', 'Kassenterminal Touch', '1290.00', TERMINAL),
    item('1', 'Bondrucker', '289.00', PRINTER),
    item('1', 'Kassenlade', '119.00'),
    optional(item('1', 'Handscanner 2D', '149.00', { description: 'Liest auch Codes vom Handy' })),
    optional(item('1', 'Kundenanzeige 10″', '219.00')),
    section('Dienstleistung'),
    hours('4', 'Installation und Inbetriebnahme'),
    JOURNEY,
    note('Die Anmeldung der Kassa in FinanzOnline ist enthalten.'),
    note('Laufend ab Inbetriebnahme: Kassa € 39,00 und RKSV-Signatur € 9,00 je Monat, vierteljährlich verrechnet.'),
  ),
  neueFiliale: deal(
    'Kassenausstattung neue Filiale {filiale}',
    section('Kassenplätze'),
    item('2', 'Kassenterminal Touch', '1290.00', { ...TERMINAL, discount: '5' }),
    item('2', 'Bondrucker', '289.00', { ...PRINTER, discount: '5' }),
    item('2', 'Kassenlade', '119.00'),
    item('2', 'Handscanner 2D', '149.00'),
    item('2', 'Kundenanzeige 10″', '219.00'),
    optional(item('2', 'Wandhalterung schwenkbar', '64.00')),
    section('Netz und Strom'),
    item('1', 'Router mit Ausfallsicherung über LTE', '389.00'),
    item('1', 'Switch 8-fach mit PoE', '164.00'),
    item('2', 'WLAN-Zugangspunkt', '138.00'),
    item('2', 'Unterbrechungsfreie Stromversorgung', '172.50', { description: '15 Minuten für Kassa und Drucker' }),
    item('42.5', 'Netzwerkkabel Cat. 7, verlegt', '4.80', { unit: 'm' }),
    section('Karten'),
    item('2', 'Kartenterminal', '389.00', { description: 'Kontaktlos, mit PIN-Eingabe' }),
    optional(
      item('1', 'Mobiles Kartenterminal', '449.00', { description: 'Mit SIM-Karte, für Zustellung und Gastgarten' }),
    ),
    section('Dienstleistung'),
    hours('9.5', 'Installation und Inbetriebnahme'),
    hours('3', 'Übernahme der Artikel aus der Zentrale', '98.00'),
    item('1', 'Einschulung des Teams', '420.00', { unit: 'Halbtag' }),
    JOURNEY,
    item('4', 'Handbuch „Registrierkasse in der Praxis“', '24.50', { tax: 10 }),
    note('Lieferzeit etwa drei Wochen ab Auftrag. Die Verkabelung wird nach tatsächlicher Länge verrechnet.'),
  ),
  gutscheine: deal(
    'Gutscheine und Kundenkarten {filiale}',
    flat('Einrichtung der Module Gutscheine und Kundenkarten', '240.00'),
    item('500', 'Gutscheinkarten, bedruckt', '0.42', {
      discount: '10',
      description: 'Kunststoff, vierfarbig, mit Code',
    }),
    item('1000', 'Kundenkarten, bedruckt', '0.38', { discount: '10' }),
    hours('3', 'Gestaltung der Karten', '92.00'),
    optional(item('500', 'Geschenkhüllen aus Karton', '0.29')),
    optional(item('2', 'Aufsteller für die Theke', '34.00')),
    note('Laufend: Gutscheine € 12,00 und Kundenkarten € 15,00 je Monat.'),
  ),
  waage: deal(
    'Waage und Etiketten für die Theke {filiale}',
    section('Geräte'),
    item('1', 'Ladenwaage 15 kg, eichfähig', '1190.00', { description: 'Zwei Anzeigen, Anschluss an die Kassa' }),
    item('1', 'Ersteichung', '145.00', { unit: null }),
    item('1', 'Etikettendrucker', '459.00'),
    item('24', 'Etikettenrolle 58 × 60 mm', '7.90', { unit: 'Rollen' }),
    optional(item('1', 'Wandhalterung für den Drucker', '89.00')),
    optional(item('1', 'Zweite Ladenwaage', '1190.00', { discount: '8' })),
    section('Dienstleistung'),
    hours('3', 'Anbindung, Artikel und Etikettenlayout'),
    JOURNEY,
    note('Laufend: Waage € 8,00 und Etikettendruck € 9,00 je Monat.'),
  ),
  kuechenmonitor: deal(
    'Küchenmonitor {filiale}',
    item('1', 'Küchenmonitor 21,5″', '890.00', { description: 'IP54, mit Wandhalterung' }),
    optional(item('1', 'Tastenleiste zum Abarbeiten', '179.00')),
    optional(item('1', 'Zweiter Monitor für die Schank', '890.00', { discount: '10' })),
    hours('2.5', 'Montage und Einrichtung'),
    JOURNEY,
    note('Laufend: Küchenmonitor € 14,00 je Monat.'),
  ),
  lieferando: deal(
    'Lieferando-Schnittstelle {filiale}',
    flat('Einrichtung der Schnittstelle', '390.00'),
    hours('2', 'Abgleich der Speisekarte'),
    optional(item('1', 'Bondrucker für die Zustellung', '289.00', PRINTER)),
    note('Laufend: Lieferando-Schnittstelle € 19,00 je Monat.'),
  ),
  webshop: deal(
    'Webshop-Anbindung',
    section('Einrichtung'),
    flat('Anbindung an Shopify', '1480.00', 'Artikel, Preise, Bestand und Bestellungen in beide Richtungen'),
    item('8', 'Übernahme und Bereinigung der Artikel', '98.00', { unit: 'Std.', discount: '12.5' }),
    flat('Zahlungsarten und Versandregeln', '240.00'),
    hours('2', 'Einschulung', '98.00'),
    section('Auf Wunsch'),
    optional(flat('Click & Collect', '290.00', 'Abholliste und Verständigung per SMS')),
    optional(item('1', 'Fotostation für Artikelbilder', '690.00')),
    note('Laufend: Webshop-Anbindung € 29,00 je Monat. Die Gebühren von Shopify sind nicht enthalten.'),
  ),
  inventur: deal(
    'Inventur mit Handscannern',
    item('3', 'Mobiles Erfassungsgerät', '690.00', { discount: '5' }),
    item('1', 'Ladestation vierfach', '129.00'),
    hours('6', 'Begleitung am Tag der Inventur', '98.00'),
    optional(item('1', 'Viertes Erfassungsgerät', '690.00', { discount: '5' })),
  ),
  schulung: deal(
    'Schulung des Teams {filiale}',
    item('2', 'Schulung vor Ort', '420.00', { unit: 'Halbtage' }),
    item('6', 'Handbuch „Registrierkasse in der Praxis“', '24.50', { tax: 10 }),
    JOURNEY,
    optional(hours('2', 'Auffrischung online nach drei Monaten', '98.00')),
  ),
  forum: deal(
    'Kassenforum {jahr}: Teilnahme',
    item('2', 'Tagungsbeitrag zwei Tage', '340.00', { unit: 'Pers.' }),
    item('2', 'Nächtigung mit Frühstück', '118.18', { unit: 'Nächte', tax: 10 }),
    item('2', 'Abendprogramm im Stadttheater', '45.13', { unit: 'Karten', tax: 13 }),
    item('2', 'Ortstaxe, durchlaufender Posten', '3.20', { unit: 'Nächte', tax: 0 }),
    optional(item('2', 'Praxisnachmittag „Inventur“', '120.00', { unit: 'Pers.' })),
  ),
  mobil: deal(
    'Zwei mobile Kassen {filiale}',
    item('2', 'Tablet 8″, robust', '389.00'),
    item('2', 'Gürteldrucker 58 mm', '249.00'),
    hours('2', 'Einrichtung und Anmeldung in FinanzOnline'),
    optional(item('2', 'Schutzhülle mit Schlaufe', '29.90')),
    optional(item('2', 'Zusatzakku', '39.90')),
    note('Laufend: Mobile Kassa € 24,00 und RKSV-Signatur € 9,00 je Gerät und Monat.'),
  ),
  bondrucker: deal(
    'Ersatz Bondrucker {filiale}',
    item('2', 'Bondrucker', '289.00', { ...PRINTER, discount: '5' }),
    item('2', 'Rücknahme des Altgeräts', '12.00'),
    flat('Versand', '14.90'),
  ),
  rollen: deal(
    'Bon- und Etikettenrollen',
    item('100', 'Bonrolle 80 × 80 mm, ohne Bisphenol', '1.35', { unit: 'Rollen' }),
    item('48', 'Etikettenrolle 58 × 60 mm', '7.90', { unit: 'Rollen', discount: '10' }),
    flat('Versand', '9.90'),
  ),
  cloud: deal(
    'Umzug der Warenwirtschaft in die Cloud',
    hours('12', 'Übernahme der Daten'),
    flat('Probelauf mit Abstimmung', '480.00'),
    hours('4', 'Begleitung am Umstellungstag'),
    optional(flat('Vierzehn Tage Parallelbetrieb', '690.00')),
    note('Die Kassen laufen während der Umstellung ohne Netz weiter.'),
  ),
  erechnung: deal(
    'E-Rechnung an Gemeinden und Bund',
    flat('Einrichtung samt Zugang zum Unternehmensserviceportal', '360.00'),
    hours('2', 'Anpassung der Rechnung'),
    optional(hours('1.5', 'Einschulung der Buchhaltung', '98.00')),
  ),
  sbkassa: deal(
    'Selbstbedienungskassa {filiale}',
    section('Gerät'),
    item('1', 'Selbstbedienungskassa mit Kartenterminal', '4890.00', { discount: '8' }),
    item('1', 'Eingebaute Waage, geeicht', '640.00'),
    optional(item('1', 'Standfuß in Holz', '280.00')),
    optional(item('1', 'Zweite Selbstbedienungskassa', '4890.00', { discount: '12.5' })),
    section('Dienstleistung'),
    hours('6', 'Aufstellen und Einrichten'),
    hours('2', 'Einschulung', '98.00'),
    JOURNEY,
    note('Laufend: Selbstbedienungskassa € 59,00 je Monat.'),
  ),
  funkbonieren: deal(
    'Funkbonieren im Gastgarten {filiale}',
    item('4', 'Handgerät zum Bonieren', '540.00', { discount: '7.5' }),
    item('2', 'WLAN-Zugangspunkt für außen', '310.00'),
    hours('5', 'Montage und Einrichtung'),
    JOURNEY,
    optional(item('4', 'Ersatzakku', '59.00')),
  ),
  auswertung: deal(
    'Auswertung nach Ihren Wünschen',
    hours('6.5', 'Spanne nach Lieferant und Filiale'),
    note('Abgerechnet wird nach Aufwand, höchstens diese Stunden.'),
  ),
  jahresservice: deal(
    'Jahresservice der Kassen {filiale}',
    item('3', 'Reinigung, Prüfung, Verschleißteile', '79.00', { unit: 'Kassen' }),
    JOURNEY,
  ),
  kartenterminals: deal(
    'Kartenterminals {filiale}',
    item('2', 'Kartenterminal', '389.00', { description: 'Kontaktlos, mit PIN-Eingabe' }),
    item('1.5', 'Anbindung an die Kassa', '118.00', { unit: 'Std.' }),
    optional(item('2', 'Halterung', '34.50')),
  ),
} satisfies Record<string, DemoDeal>;

export type DealKey = keyof typeof deals;
