import type { DocumentPatch } from '../../src/contract/documents.ts';
import type { Letter } from './letter.ts';

/** A document of the demo and what became of it. */
export interface DemoAgreement {
  title: string;
  /** Key of the company. */
  company: string;
  /** Local parts of the signers' addresses by role, in their order. */
  signers: Record<string, string>;
  /** The contract with a form (see `server/pdf/testing/contract.ts`, which made it), or a letter. */
  text: 'maintenance' | Letter;
  settings?: Pick<DocumentPatch, 'message' | 'remindDays' | 'needsCode' | 'mayDecline'>;
  daysAgo: number;
  /** Its state in the end. For `waiting`, `signed` names the roles that have signed already. */
  end: 'draft' | 'waiting' | 'signed' | 'expired' | { declined: string } | { cancelled: string };
  signed?: readonly string[];
  /** Somebody was assigned when it was sent. */
  assigned?: true;
  /** What was written about it in the end: minutes of working time after what came before, who writes, and what. The customer is the last signer. */
  talk?: readonly (readonly [minutes: number, author: 'customer' | 'staff', text: string])[];
  /** What was worked for it: minutes, and on what. */
  work?: readonly (readonly [minutes: number, text: string])[];
}

const PLACE = { type: 'text', name: 'Ort', required: true } as const;
const DAY = { type: 'signing_date', name: 'Datum' } as const;
const SIGNATURE = { type: 'signature', name: 'Unterschrift', tip: 'Unterschrift der Geschäftsführung' } as const;

const PROCESSING: Letter = {
  title: 'Auftragsverarbeitungsvertrag',
  paragraphs: [
    'nach Art. 28 DSGVO zwischen dem unten genannten Verantwortlichen und der ETRON Softwareentwicklungs- und Vertriebs GmbH als Auftragsverarbeiterin.',
    '1. Gegenstand. ETRON betreibt für den Verantwortlichen die Kassensoftware onRetail und verarbeitet dabei Daten seiner Kunden und Beschäftigten, soweit es für Betrieb, Wartung und Support notwendig ist.',
    '2. Weisung. ETRON verarbeitet diese Daten nur auf dokumentierte Weisung und verpflichtet alle Beteiligten zur Vertraulichkeit.',
    '3. Sicherheit. ETRON trifft die in der Anlage beschriebenen technischen und organisatorischen Maßnahmen und meldet Verletzungen ohne unangemessene Verzögerung.',
    '4. Ende. Nach Ende der Leistung werden die Daten nach Wahl des Verantwortlichen gelöscht oder zurückgegeben.',
  ],
  fields: [
    { type: 'text', name: 'Verantwortlicher', required: true },
    { type: 'email', name: 'E-Mail für Meldungen', required: true },
    PLACE,
    DAY,
    SIGNATURE,
  ],
};

const MANDATE: Letter = {
  title: 'SEPA-Lastschriftmandat',
  paragraphs: [
    'Creditor-ID AT00ZZZ00000000000 der ETRON Softwareentwicklungs- und Vertriebs GmbH.',
    'Ich ermächtige ETRON, Zahlungen von meinem Konto mittels SEPA-Lastschrift einzuziehen. Zugleich weise ich mein Kreditinstitut an, die von ETRON auf mein Konto gezogenen Lastschriften einzulösen.',
    'Ich kann innerhalb von acht Wochen, beginnend mit dem Belastungsdatum, die Erstattung des belasteten Betrags verlangen.',
  ],
  fields: [
    { type: 'text', name: 'Kontoinhaber', required: true },
    {
      type: 'text',
      name: 'IBAN',
      required: true,
      maxLength: 26,
      validation: { pattern: 'AT\\d{2}( ?\\d{4}){4}', message: 'Eine österreichische IBAN hat 20 Stellen.' },
    },
    {
      type: 'select',
      name: 'Zahlungsart',
      required: true,
      options: ['Wiederkehrend', 'Einmalig'].map((value) => ({ value, label: value })),
    },
    DAY,
    SIGNATURE,
  ],
};

const HANDOVER: Letter = {
  title: 'Übergabeprotokoll Registrierkasse',
  paragraphs: [
    'Die folgende Registrierkasse wurde aufgestellt, in Betrieb genommen und mit dem Startbeleg in FinanzOnline geprüft. Die Einschulung des Personals ist erfolgt.',
    'Etwaige Mängel sind unten angeführt. Ohne Eintrag gilt die Kasse als mängelfrei übernommen.',
  ],
  fields: [
    { type: 'text', name: 'Kassen-ID', required: true },
    { type: 'multiline', name: 'Mängel' },
    { type: 'checkbox', name: 'Startbeleg geprüft', required: true },
    DAY,
    SIGNATURE,
    { ...SIGNATURE, name: 'Unterschrift Filialleitung', role: 'Filialleitung', tip: 'Wer die Kasse übernimmt' },
  ],
};

const WARRANT: Letter = {
  title: 'Vollmacht FinanzOnline',
  paragraphs: [
    'Hiermit bevollmächtige ich die ETRON Softwareentwicklungs- und Vertriebs GmbH, meine Registrierkassen und Signaturerstellungseinheiten in FinanzOnline an- und abzumelden sowie Ausfälle zu melden.',
    'Die Vollmacht gilt bis auf Widerruf und berechtigt zu keinen anderen Erklärungen.',
  ],
  fields: [{ type: 'number', name: 'Steuernummer', required: true }, PLACE, DAY, SIGNATURE],
};

const RENT: Letter = {
  title: 'Mietvertrag Kassenhardware',
  paragraphs: [
    'ETRON vermietet die im Lieferschein angeführten Geräte für die Dauer von 36 Monaten. Die Miete wird monatlich im Voraus verrechnet und enthält den Austausch defekter Geräte.',
    'Nach Ablauf der Mietzeit können die Geräte zum Restwert übernommen werden.',
  ],
  fields: [{ type: 'date', name: 'Mietbeginn', required: true, format: 'dd.mm.yyyy' }, PLACE, DAY, SIGNATURE],
};

/** The documents of the organic grocer are those the demo's customer sees; those of the bakery are seen by the customer of the partner. */
export const agreements: readonly DemoAgreement[] = [
  {
    title: 'Wartungsvertrag Kassensystem',
    company: 'hollerbach',
    signers: { Kunde: 'maria.hollerbach' },
    text: 'maintenance',
    settings: { message: 'Wie besprochen: Paket, Bereitschaft und Beginn wählen Sie bitte selbst.', remindDays: 7 },
    daysAgo: 3,
    end: 'waiting',
    assigned: true,
    talk: [
      [
        60,
        'customer',
        'Guten Tag Frau Egger,\n\ngilt die Bereitschaft am Wochenende auch für die Filiale in Lambach?\n\nLiebe Grüße\nMaria Hollerbach',
      ],
      [
        45,
        'staff',
        'Guten Tag Frau Hollerbach,\n\nja, das Paket gilt für alle Kassen, die im Anhang stehen. Lambach ist dabei.\n\nFreundliche Grüße\nBarbara Egger',
      ],
    ],
    work: [[30, 'Vertrag vorbereitet und am Telefon besprochen']],
  },
  {
    title: 'Übergabeprotokoll Filiale Lambach',
    company: 'hollerbach',
    signers: { Filialleitung: 'sabine.ortner', Kunde: 'maria.hollerbach' },
    text: HANDOVER,
    daysAgo: 6,
    end: 'waiting',
    signed: ['Filialleitung'],
  },
  {
    title: 'Auftragsverarbeitungsvertrag',
    company: 'hollerbach',
    signers: { Kunde: 'maria.hollerbach' },
    text: PROCESSING,
    daysAgo: 40,
    end: 'signed',
    assigned: true,
    talk: [
      [
        300,
        'customer',
        'Danke, unterschrieben. Brauchen Sie auch unser Verzeichnis der Verarbeitungstätigkeiten?\n\nLG\nMaria Hollerbach',
      ],
      [90, 'staff', 'Nein, das bleibt bei Ihnen. Damit ist alles erledigt.\n\nBeste Grüße\nBarbara Egger'],
    ],
    work: [[15, 'Fragen zum Datenschutz beantwortet']],
  },
  {
    title: 'Vollmacht FinanzOnline',
    company: 'hollerbach',
    signers: { Kunde: 'maria.hollerbach' },
    text: WARRANT,
    daysAgo: 55,
    end: { cancelled: 'Es fehlte die zweite Kasse. Sie bekommen die Vollmacht neu.' },
  },
  {
    title: 'Mietvertrag Kassenhardware',
    company: 'hollerbach',
    signers: { Kunde: 'maria.hollerbach' },
    text: RENT,
    daysAgo: 70,
    end: { declined: 'Wir kaufen die Geräte lieber, siehe unser Telefonat.' },
  },
  {
    title: 'Wartungsvertrag Kassensystem',
    company: 'sonnblick',
    signers: { Kunde: 'katharina.pichler' },
    text: 'maintenance',
    settings: { message: 'Die neuen Bedingungen gelten ab Jänner.', remindDays: 7 },
    daysAgo: 4,
    end: 'waiting',
  },
  {
    title: 'Übergabeprotokoll Filiale Leibnitz',
    company: 'sonnblick',
    signers: { Filialleitung: 'anna.resch', Kunde: 'katharina.pichler' },
    text: HANDOVER,
    daysAgo: 100,
    end: 'signed',
    assigned: true,
    work: [[90, 'Kasse in Leibnitz übergeben und eingeschult']],
  },
  {
    title: 'Auftragsverarbeitungsvertrag',
    company: 'sonnblick',
    signers: { Kunde: 'katharina.pichler' },
    text: PROCESSING,
    daysAgo: 210,
    end: 'signed',
  },
  {
    title: 'SEPA-Lastschriftmandat',
    company: 'hirschen',
    signers: { Kunde: 'johann.leitner' },
    text: MANDATE,
    settings: { needsCode: true },
    daysAgo: 2,
    end: 'waiting',
  },
  {
    title: 'Mietvertrag Kassenhardware',
    company: 'lindinger',
    signers: { Kunde: 'christine.lindinger' },
    text: RENT,
    daysAgo: 50,
    end: 'expired',
  },
  {
    title: 'Auftragsverarbeitungsvertrag',
    company: 'gruber',
    signers: { Kunde: 'josef.gruber' },
    text: PROCESSING,
    daysAgo: 0,
    end: 'draft',
  },
];
