import type { Trade } from './stories/story.ts';

/** A company of the demo; all names are invented. */
export interface DemoCompany {
  key: string;
  name: string;
  kind: 'customer' | 'partner';
  /** Key of the sales partner the company bought through. */
  partner?: string;
  trade: Trade;
  /** Where it has shops, as its people call them. */
  branches: readonly string[];
  tills: number;
}

export const companies: readonly DemoCompany[] = [
  {
    key: 'brandstaetter',
    name: 'Kassenhaus Brandstätter GmbH',
    kind: 'partner',
    trade: 'hardware',
    branches: ['Linz'],
    tills: 2,
  },
  {
    key: 'alpenkassa',
    name: 'AlpenKassa Service OG',
    kind: 'partner',
    trade: 'hardware',
    branches: ['Innsbruck'],
    tills: 1,
  },
  {
    key: 'hollerbach',
    name: 'Bäckerei Hollerbach GmbH',
    kind: 'customer',
    partner: 'brandstaetter',
    trade: 'bakery',
    branches: ['Wels Stadtplatz', 'Wels Bahnhof', 'Marchtrenk', 'Gunskirchen', 'Lambach'],
    tills: 7,
  },
  {
    key: 'gruber',
    name: 'Fleischerei Gruber & Söhne KG',
    kind: 'customer',
    partner: 'brandstaetter',
    trade: 'butcher',
    branches: ['Steyr', 'Sierning', 'Garsten'],
    tills: 4,
  },
  {
    key: 'lindinger',
    name: 'Modehaus Lindinger KG',
    kind: 'customer',
    partner: 'brandstaetter',
    trade: 'fashion',
    branches: ['Linz Landstraße', 'Eferding'],
    tills: 5,
  },
  {
    key: 'hirschen',
    name: 'Gasthof zum Goldenen Hirschen',
    kind: 'customer',
    partner: 'brandstaetter',
    trade: 'restaurant',
    branches: ['Gmunden', 'Seeterrasse'],
    tills: 3,
  },
  {
    key: 'kirchmair',
    name: 'Speckstub’n Kirchmair OG',
    kind: 'customer',
    partner: 'alpenkassa',
    trade: 'butcher',
    branches: ['Hall in Tirol', 'Innsbruck Markthalle'],
    tills: 3,
  },
  {
    key: 'achental',
    name: 'Sporthaus Achental GmbH',
    kind: 'customer',
    partner: 'alpenkassa',
    trade: 'sport',
    branches: ['Pertisau', 'Maurach', 'Talstation'],
    tills: 6,
  },
  {
    key: 'waldhauser',
    name: 'Konditorei Waldhauser e.U.',
    kind: 'customer',
    partner: 'alpenkassa',
    trade: 'bakery',
    branches: ['Innsbruck Altstadt', 'Igls'],
    tills: 2,
  },
  {
    key: 'federspiel',
    name: 'Buchhandlung Federspiel GmbH',
    kind: 'customer',
    trade: 'books',
    branches: ['Wien Josefstadt', 'Mödling'],
    tills: 4,
  },
  {
    key: 'sonnblick',
    name: 'Naturkost Sonnblick GmbH',
    kind: 'customer',
    trade: 'organic',
    branches: ['Graz Lend', 'Graz Geidorf', 'Leibnitz'],
    tills: 5,
  },
  {
    key: 'edelbacher',
    name: 'Trachten Edelbacher GmbH & Co KG',
    kind: 'customer',
    trade: 'fashion',
    branches: ['Salzburg Getreidegasse', 'Hallein', 'St. Johann'],
    tills: 6,
  },
  {
    key: 'donaublick',
    name: 'Café-Restaurant Donaublick GmbH',
    kind: 'customer',
    trade: 'restaurant',
    branches: ['Krems', 'Schiffsanlegestelle'],
    tills: 4,
  },
  {
    key: 'pointner',
    name: 'Eisenwaren Pointner GmbH',
    kind: 'customer',
    trade: 'hardware',
    branches: ['St. Pölten', 'Herzogenburg'],
    tills: 4,
  },
];

/** What the shops of a trade sell. */
export const articles: Record<Trade, readonly string[]> = {
  bakery: ['Handsemmel', 'Mohnflesserl', 'Bauernbrot 1 kg', 'Topfengolatsche', 'Cremeschnitte'],
  butcher: ['Käsekrainer', 'Bergkäse', 'Bauchspeck', 'Leberkäse', 'Tafelspitz'],
  fashion: ['Leinenbluse Anna', 'Walkjanker', 'Strickjacke Zirbe', 'Jeans Slim', 'Dirndl Wolfgangsee'],
  restaurant: ['Apfelsaft g’spritzt', 'Wiener Schnitzel', 'Kaiserschmarrn', 'Tagesmenü', 'Melange'],
  sport: ['Tourenski Karwendel', 'Wanderschuh Rofan', 'Softshelljacke', 'Skihelm', 'Trinkflasche 0,75 l'],
  books: ['Wandkalender', 'Kinderbuch-Neuheiten', 'Reiseführer Wachau', 'Geschenkpapier', 'Schulbuchpaket'],
  organic: ['Dinkelmehl 1 kg', 'Bio-Eier 10 Stk.', 'Heumilch', 'Kürbiskernöl 0,5 l', 'Apfelessig'],
  hardware: ['Akkuschrauber', 'Spanplattenschrauben', 'Gartenschlauch 25 m', 'Schneeschaufel', 'Wandfarbe 10 l'],
};
