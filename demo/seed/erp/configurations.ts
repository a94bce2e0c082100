import type { CatalogueWords, ModuleKey } from './modules.ts';

export interface DemoConfiguration extends CatalogueWords {
  /** It needs all of them. */
  modules: readonly ModuleKey[];
}

export const configurations: Record<string, DemoConfiguration> = {
  bedienungstheke: {
    name: ['Bedienungstheke mit Waage', 'Service counter with scales'],
    description: [
      'Wurst, Käse, Brot: wiegen, auszeichnen und kassieren in einem Zug.',
      'Meat, cheese, bread: weigh, label and sell in one go.',
    ],
    keywords: ['Feinkost', 'Wursttheke', 'Käsetheke', 'Fleischerei', 'deli'],
    modules: ['kassa', 'rksv', 'waage', 'etiketten'],
  },
  gasthaus: {
    name: ['Gasthaus mit Küche', 'Restaurant with kitchen'],
    description: [
      'Tischplan, Handgeräte und Küchenmonitor arbeiten zusammen.',
      'Table plan, handhelds and kitchen display work together.',
    ],
    keywords: ['Restaurant', 'Wirtshaus', 'Gastronomie', 'Café'],
    modules: ['kassa', 'rksv', 'tischplan', 'funkbonieren', 'kuechenmonitor'],
  },
  lieferkueche: {
    name: ['Lieferküche', 'Delivery kitchen'],
    description: [
      'Bestellungen vom Lieferdienst gehen ohne Umweg auf den Küchenmonitor.',
      'Delivery orders go straight to the kitchen display.',
    ],
    keywords: ['Lieferdienst', 'Zustellung', 'Pizza', 'delivery'],
    modules: ['kassa', 'lieferando', 'kuechenmonitor'],
  },
  zentrallager: {
    name: ['Filialbetrieb mit Zentrallager', 'Branches with a central warehouse'],
    description: [
      'Zentral einkaufen, auf Filialen verteilen, überall den Bestand kennen.',
      'Buy centrally, distribute, know the stock everywhere.',
    ],
    keywords: ['Filialist', 'Verteilung', 'Warehouse'],
    modules: ['filialen', 'lager', 'einkauf'],
  },
  modegeschaeft: {
    name: ['Modegeschäft', 'Fashion shop'],
    description: [
      'Größen und Farben mit eigenen Etiketten, Umtausch ohne Suchen.',
      'Sizes and colours with labels of their own, easy exchanges.',
    ],
    keywords: ['Boutique', 'Trachten', 'Textil', 'Bekleidung', 'clothes'],
    modules: ['kassa', 'rksv', 'varianten', 'etiketten'],
  },
  onlineshop: {
    name: ['Onlineshop mit Abholung', 'Web shop with pickup'],
    description: [
      'Ein Bestand für Geschäft und Internet, Abholung in der Filiale.',
      'One stock for shop and web, pickup in the branch.',
    ],
    keywords: ['E-Commerce', 'Internet', 'Click and Collect', 'online'],
    modules: ['webshop', 'abholung', 'lager'],
  },
  stammkunden: {
    name: ['Stammkundenprogramm', 'Loyalty programme'],
    description: [
      'Kundenkarte, Gutscheine und persönliche Aktionen aus einem Guss.',
      'Card, vouchers and personal promotions as one.',
    ],
    keywords: ['Kundenbindung', 'Treueprogramm', 'Kundenclub', 'loyalty'],
    modules: ['kundenkarten', 'gutscheine', 'aktionen'],
  },
  buchhaltung: {
    name: ['Buchhaltung ohne Abtippen', 'Bookkeeping without retyping'],
    description: ['Vom Kassensturz bis zum Steuerberater ohne Papier.', 'From cash count to accountant without paper.'],
    keywords: ['Kassabuch', 'Steuerberater', 'Fibu', 'accounting'],
    modules: ['schicht', 'bmd'],
  },
  marktstand: {
    name: ['Marktstand und Fest', 'Market stall and festival'],
    description: [
      'Kassieren im Freien, auch ohne Netz, bar und mit Karte.',
      'Selling outdoors, offline too, cash and cards.',
    ],
    keywords: ['Bauernmarkt', 'Christkindlmarkt', 'Event', 'Messe', 'market'],
    modules: ['kassa-mobil', 'rksv', 'kartenzahlung'],
  },
  'sb-markt': {
    name: ['Markt mit Selbstbedienung', 'Self-service market'],
    description: ['Selbst wiegen, selbst scannen, mit Karte zahlen.', 'Weigh, scan and pay by yourself.'],
    keywords: ['SB-Kassa', 'Hofladen', 'Nahversorger', 'self-checkout'],
    modules: ['selbstbedienung', 'kartenzahlung', 'waage'],
  },
  buchhandlung: {
    name: ['Buchhandlung', 'Bookshop'],
    description: [
      'Bücher, Papier und Gutscheine, Bestellung beim Barsortiment.',
      'Books, paper and vouchers, orders from wholesalers.',
    ],
    keywords: ['Bücher', 'ISBN', 'Papierhandlung', 'books'],
    modules: ['kassa', 'rksv', 'buchhandel', 'lager'],
  },
  behoerden: {
    name: ['Rechnungen an Behörden', 'Invoices to public bodies'],
    description: [
      'Lieferscheine sammeln und als E-Rechnung an Bund, Land und Gemeinde schicken.',
      'Collect delivery notes and send e-invoices to public bodies.',
    ],
    keywords: ['Gemeinde', 'Bund', 'E-Rechnung', 'government'],
    modules: ['rechnung', 'erechnung'],
  },
};
