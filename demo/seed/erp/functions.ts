import type { CatalogueWords, ModuleKey } from './modules.ts';

export interface DemoFunction extends CatalogueWords {
  /** Each brings it. */
  modules: readonly ModuleKey[];
}

export const functions: Record<string, DemoFunction> = {
  'gutscheine-verkaufen': {
    name: ['Gutscheine verkaufen und einlösen', 'Selling and redeeming vouchers'],
    description: [
      'Einen Gutschein an der Kassa verkaufen und später, auch in Teilen, damit zahlen lassen.',
      'Selling a voucher at the till and taking it, also in parts, as payment.',
    ],
    keywords: ['Gutschein', 'Geschenkkarte', 'Geschenkgutschein', 'gift card'],
    modules: ['gutscheine'],
  },
  'guthaben-aufladen': {
    name: ['Guthaben auf eine Karte laden', 'Loading credit onto a card'],
    description: [
      'Kundinnen laden Geld auf ihre Karte und zahlen damit ohne Bargeld.',
      'Customers load money onto their card and pay without cash.',
    ],
    keywords: ['Guthabenkarte', 'Wertkarte', 'Geschenkkarte', 'prepaid'],
    modules: ['gutscheine', 'kundenkarten'],
  },
  treuepunkte: {
    name: ['Treuepunkte sammeln', 'Collecting loyalty points'],
    description: [
      'Für jeden Einkauf Punkte gutschreiben und gegen Rabatt oder Ware eintauschen.',
      'Points for every purchase, exchanged for discounts or goods.',
    ],
    keywords: ['Punkte', 'Bonus', 'Stempelpass', 'loyalty'],
    modules: ['kundenkarten'],
  },
  'digitaler-bon': {
    name: ['Bon digital statt auf Papier', 'Digital receipts'],
    description: [
      'Der Beleg kommt per E-Mail, auf die Kundenkarte oder als QR-Code zum Abfotografieren.',
      'The receipt comes by e-mail, onto the card or as a QR code.',
    ],
    keywords: ['E-Bon', 'papierlos', 'Beleg per E-Mail', 'paperless'],
    modules: ['kundenkarten', 'kassa-mobil'],
  },
  jahresbeleg: {
    name: ['Start- und Jahresbeleg prüfen', 'Verifying start and annual receipts'],
    description: [
      'Die Belege werden ohne Handy-App bei FinanzOnline geprüft, das Ergebnis wird aufbewahrt.',
      'Receipts are verified with FinanzOnline without a phone, and the result is kept.',
    ],
    keywords: ['Belegcheck', 'Jahresabschluss', 'BMF', 'annual receipt'],
    modules: ['finanzonline'],
  },
  'kassa-anmelden': {
    name: ['Registrierkasse beim Finanzamt anmelden', 'Registering a till with the tax office'],
    description: [
      'Kassa und Signatureinheit anmelden, Ausfall und Wiederinbetriebnahme melden.',
      'Registering tills and signature units, reporting failures and returns.',
    ],
    keywords: ['FinanzOnline', 'Anmeldung', 'Ausfall melden', 'register'],
    modules: ['finanzonline'],
  },
  'nach-gewicht': {
    name: ['Ware nach Gewicht verkaufen', 'Selling by weight'],
    description: [
      'Auflegen, Artikel wählen, fertig: das Gewicht kommt von der geeichten Waage.',
      'Put it on, choose the article, done: the weight comes from the scales.',
    ],
    keywords: ['wiegen', 'Kilo', 'dag', 'Offenverkauf', 'weight'],
    modules: ['waage'],
  },
  preisetiketten: {
    name: ['Preisetiketten selbst drucken', 'Printing price labels'],
    description: [
      'Etiketten mit Preis, Grundpreis und Strichcode für Regal und Theke.',
      'Labels with price, unit price and bar code for shelf and counter.',
    ],
    keywords: ['Preisschild', 'Etikett', 'Barcode', 'label'],
    modules: ['etiketten', 'waage'],
  },
  'rechnung-teilen': {
    name: ['Rechnung am Tisch teilen', 'Splitting the bill'],
    description: ['Nach Personen, nach Speisen oder zu gleichen Teilen.', 'By person, by dish or in equal parts.'],
    keywords: ['getrennt zahlen', 'splitten', 'aufteilen', 'split'],
    modules: ['tischplan', 'funkbonieren'],
  },
  kuechenanzeige: {
    name: ['Bestellungen in der Küche anzeigen', 'Showing orders in the kitchen'],
    description: [
      'Statt Küchenbons ein Bildschirm, der nach Gängen sortiert und an Wartende erinnert.',
      'A screen instead of paper, sorted by course, with a reminder of who waits.',
    ],
    keywords: ['Küchenbon', 'Küchendisplay', 'Schank', 'kitchen'],
    modules: ['kuechenmonitor'],
  },
  'am-tisch-bonieren': {
    name: ['Am Tisch bonieren', 'Ordering at the table'],
    description: [
      'Die Bestellung geht vom Handgerät sofort in Küche und Schank.',
      'Orders go from the handheld to kitchen and bar at once.',
    ],
    keywords: ['Kellner', 'Orderman', 'Handgerät', 'waiter'],
    modules: ['funkbonieren', 'kassa-mobil'],
  },
  'online-bestellungen': {
    name: ['Online-Bestellungen direkt in die Kassa', 'Online orders straight into the till'],
    description: [
      'Was im Internet bestellt wird, steht ohne Abtippen in Kassa und Küche.',
      'What is ordered online is in till and kitchen without retyping.',
    ],
    keywords: ['Lieferdienst', 'Onlineshop', 'Internet', 'delivery'],
    modules: ['lieferando', 'webshop'],
  },
  'im-geschaeft-abholen': {
    name: ['Online bestellen, im Geschäft abholen', 'Order online, pick up in the shop'],
    description: [
      'Mit Abholliste, reserviertem Fach und Nachricht an die Kundin.',
      'With a pick list, a reserved shelf and a message to the customer.',
    ],
    keywords: ['Abholung', 'Vorbestellung', 'Click and Collect', 'pickup'],
    modules: ['abholung'],
  },
  filialbestand: {
    name: ['Bestand der anderen Filialen sehen', 'Seeing other branches’ stock'],
    description: [
      '„Haben wir das noch in Mödling?“ – ein Blick an der Kassa genügt.',
      'Whether another shop still has it: one look at the till.',
    ],
    keywords: ['Lagerstand', 'Filialen', 'verfügbar', 'stock'],
    modules: ['filialen'],
  },
  umlagern: {
    name: ['Ware zwischen Filialen umlagern', 'Moving goods between branches'],
    description: [
      'Mit Lieferschein, Bestätigung der Übernahme und richtigem Bestand auf beiden Seiten.',
      'With a delivery note, a receipt and the right stock on both sides.',
    ],
    keywords: ['Umlagerung', 'Filialtransfer', 'transfer'],
    modules: ['filialen', 'lager'],
  },
  bestellvorschlag: {
    name: ['Bestellvorschlag', 'Order suggestions'],
    description: [
      'Schlägt aus Verkäufen und Mindestbestand vor, was wann zu bestellen ist.',
      'Suggests from sales and minimum stock what to order when.',
    ],
    keywords: ['nachbestellen', 'Mindestbestand', 'Lieferant', 'reorder'],
    modules: ['einkauf'],
  },
  zaehlen: {
    name: ['Inventur mit dem Handscanner', 'Stock-taking with a scanner'],
    description: [
      'Zu mehreren zählen, Differenzen sehen, den Wert zum Stichtag bekommen.',
      'Count together, see differences, get the value on the day.',
    ],
    keywords: ['Zählung', 'MDE', 'Jahresinventur', 'count'],
    modules: ['inventur'],
  },
  ablaufdatum: {
    name: ['Ablaufdaten überwachen', 'Watching best-before dates'],
    description: [
      'Warnt, bevor Ware abläuft, und schlägt einen Abverkaufspreis vor.',
      'Warns before goods expire and suggests a price to clear them.',
    ],
    keywords: ['MHD', 'Haltbarkeit', 'Abverkauf', 'expiry'],
    modules: ['chargen'],
  },
  kassensturz: {
    name: ['Kassensturz je Mitarbeiterin', 'Cash count by cashier'],
    description: [
      'Jede zählt ihre eigene Lade und unterschreibt die Differenz.',
      'Everybody counts their own drawer and signs the difference.',
    ],
    keywords: ['Schicht', 'Kassendifferenz', 'Losung', 'cash-up'],
    modules: ['schicht'],
  },
  steuerberater: {
    name: ['Buchungen an den Steuerberater schicken', 'Sending bookings to the accountant'],
    description: [
      'Monatlich fertig kontiert, samt Kassabuch und Belegen.',
      'Every month, coded, with cash book and receipts.',
    ],
    keywords: ['Buchhaltung', 'Kassabuch', 'Export', 'accounting'],
    modules: ['bmd', 'datev'],
  },
  'karte-ohne-eintippen': {
    name: ['Kartenzahlung ohne Eintippen', 'Card payment without typing'],
    description: [
      'Das Terminal bekommt den Betrag von der Kassa: kein Vertippen mehr.',
      'The terminal gets the amount from the till: no more typing errors.',
    ],
    keywords: ['Bankomat', 'Terminal', 'Kreditkarte', 'card'],
    modules: ['kartenzahlung'],
  },
  trinkgeld: {
    name: ['Trinkgeld erfassen', 'Recording tips'],
    description: [
      'Bar und mit Karte, je Mitarbeiter, getrennt vom Umsatz.',
      'In cash and by card, by employee, apart from revenue.',
    ],
    keywords: ['Schmattes', 'Tip', 'Service', 'tips'],
    modules: ['tischplan', 'kartenzahlung'],
  },
  mengenrabatt: {
    name: ['Mengenrabatt und 1+1 gratis', 'Quantity discounts'],
    description: [
      'Die Kassa rechnet Aktionen selbst, zum richtigen Zeitpunkt und nur wo sie gelten.',
      'The till applies promotions by itself, when and where they hold.',
    ],
    keywords: ['Aktion', 'Rabatt', 'Happy Hour', 'promotion'],
    modules: ['aktionen'],
  },
  'umsatz-am-handy': {
    name: ['Umsatz am Handy ansehen', 'Revenue on the phone'],
    description: [
      'Wie läuft es heute? Mit Vergleich zu gestern und zum Vorjahr.',
      'How is it going today, compared with yesterday and last year.',
    ],
    keywords: ['Tagesumsatz', 'Chef', 'live', 'mobile'],
    modules: ['chefapp'],
  },
  pfandrueckgabe: {
    name: ['Leergut zurücknehmen', 'Taking back empties'],
    description: [
      'Pfand an der Kassa auszahlen oder vom Einkauf abziehen.',
      'Paying out deposits at the till or deducting them.',
    ],
    keywords: ['Pfand', 'Flaschen', 'Dosen', 'deposit'],
    modules: ['pfand'],
  },
};
