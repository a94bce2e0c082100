import type { TicketCategory, TicketPriority } from '../../src/contract/tickets.limits.ts';

/** A ticket from a partner's website by somebody without an account; nobody but staff sees it until it is assigned to a company. */
export interface StrangerTicket {
  subject: string;
  description: string;
  category: TicketCategory;
  priority: TicketPriority;
  contact: { name: string; email: string; phone?: string; company?: string };
  quarantined?: boolean;
  hoursAgo: number;
}

export const strangerTickets: readonly StrangerTicket[] = [
  {
    subject: 'Kassa im Hofladen zeigt nur mehr „Offline“',
    description:
      'Grüß Gott,\n\nunsere Kassa im Hofladen zeigt seit einer Stunde „Offline“ und nimmt keine Karten mehr. Bar kassieren geht. Wir haben am Wochenende Hoffest und bräuchten das vorher wieder.\n\nLiebe Grüße\nHelga Mitterlehner',
    category: 'fault',
    priority: 'high',
    contact: {
      name: 'Helga Mitterlehner',
      email: 'hofladen@mitterlehner.example',
      phone: '+43 7212 555 301',
      company: 'Hofladen Mitterlehner',
    },
    hoursAgo: 3,
  },
  {
    subject: 'Interesse an Kassa für Würstelstand',
    description:
      'Hallo,\n\nich übernehme im Jänner einen Würstelstand und brauche eine Registrierkasse samt Bankomatkassa. Was würden Sie empfehlen und was kostet das ungefähr im Monat?\n\nDanke, Emre Yıldız',
    category: 'question',
    priority: 'normal',
    contact: { name: 'Emre Yıldız', email: 'emre.yildiz@post.example', phone: '+43 660 555 0302' },
    hoursAgo: 20,
  },
  {
    subject: 'Rechnung an neue Adresse',
    description:
      'Guten Tag,\n\nwir sind übersiedelt. Bitte schicken Sie die Wartungsrechnung künftig an die Adresse Bahnhofstraße 4, 4400 Steyr.\n\nFreundliche Grüße\nBlumen Rosmarin',
    category: 'billing',
    priority: 'low',
    contact: { name: 'Gerda Rosmarin', email: 'buero@blumen-rosmarin.example', company: 'Blumen Rosmarin' },
    hoursAgo: 46,
  },
  {
    subject: 'Bondrucker zieht das Papier schief ein',
    description:
      'Hallo,\n\nder Drucker an unserer zweiten Kassa zieht das Papier schief ein und staut dann. Drei Rollen ausprobiert, immer dasselbe. Können Sie jemanden vorbeischicken?\n\nLG Peter Sallaberger, Trafik am Hauptplatz',
    category: 'fault',
    priority: 'normal',
    contact: {
      name: 'Peter Sallaberger',
      email: 'trafik.sallaberger@post.example',
      phone: '+43 732 555 0304',
      company: 'Trafik am Hauptplatz',
    },
    hoursAgo: 70,
  },
  {
    subject: 'Top Ranking für Ihre Webseite!!! Seite 1 garantiert',
    description:
      'Sehr geehrter Webseitenbetreiber, wir bringen Ihre Seite in 14 Tagen auf Platz 1. Nur heute 70 % Rabatt. Antworten Sie mit JA.',
    category: 'other',
    priority: 'critical',
    contact: { name: 'Growth Team', email: 'offer@rank-fast.example' },
    quarantined: true,
    hoursAgo: 9,
  },
  {
    subject: 'Geschäftliche Anfrage – Erbschaft',
    description: 'Guten Tag, ich bin Notar und suche einen Treuhänder für 8,4 Millionen. Vertraulich antworten.',
    category: 'other',
    priority: 'high',
    contact: { name: 'Dr. W. Sommer', email: 'kanzlei.sommer@mail.example' },
    quarantined: true,
    hoursAgo: 55,
  },
];
