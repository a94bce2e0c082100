import type { Deps } from '../../../server/deps.ts';
import { insertEntry } from '../../../server/modules/history/history.store.ts';
import { findRecord, scopeOf } from '../acting.ts';
import { after, SHOP_HOURS, SUPPORT_HOURS } from '../calendar.ts';
import { userId } from '../rows.ts';
import { managerOf, sellerOf } from './customers.ts';
import type { DealKey } from './deals.ts';
import { demoInvoices } from './invoices.ts';
import { answeredAt, demoOrders } from './orders.ts';
import type { InvoiceEnd } from './sales.ts';
import { runningPlans } from './subscriptions.ts';

/** Minutes of working time after what came before, who writes, and what. */
export type TalkMessage = readonly [minutes: number, author: 'customer' | 'staff', text: string];

/** What customer and support wrote to each other about a record. */
export interface DemoTalk {
  company: string;
  /** The offer or order of a deal, its invoice that came to such an end, or the first subscription of an instance. */
  about: { deal: DealKey } | { invoice: InvoiceEnd } | { instance: string };
  messages: readonly TalkMessage[];
}

const talks: readonly DemoTalk[] = [
  {
    company: 'sonnblick',
    about: { deal: 'waage' },
    messages: [
      [
        20,
        'staff',
        'Guten Tag Frau Pichler,\n\nwie am Telefon besprochen: die zweite Waage und die Halterung sind als Option dabei, die können Sie bei der Annahme einfach dazunehmen.\n\nFreundliche Grüße\nMatthias Lang',
      ],
      [
        260,
        'customer',
        'Danke! Geht die Eichung auch an einem Montag? Da haben wir in Geidorf erst ab Mittag offen.\n\nLiebe Grüße\nKatharina Pichler',
      ],
      [
        90,
        'staff',
        'Ja, der Hersteller kommt an jedem Werktag ab 7 Uhr. Ich halte Ihnen den zweiten Montag nach der Bestellung frei.\n\nBeste Grüße\nMatthias Lang',
      ],
    ],
  },
  {
    company: 'sonnblick',
    about: { deal: 'sbkassa' },
    messages: [
      [
        600,
        'customer',
        'Grüß Gott Herr Lang,\n\nwie breit ist das Gerät mit der Waage? Neben dem Brotregal haben wir 78 cm.\n\nLG\nKatharina Pichler',
      ],
      [
        45,
        'staff',
        'Guten Tag Frau Pichler,\n\nmit Waage 62 cm, dazu 10 cm Luft auf der Seite des Terminals. Das geht sich aus.\n\nFreundliche Grüße\nMatthias Lang',
      ],
    ],
  },
  {
    company: 'sonnblick',
    about: { deal: 'forum' },
    messages: [
      [
        120,
        'staff',
        'Guten Tag Frau Pichler,\n\ndie beiden Zimmer sind auf Ihren Namen reserviert, das Programm schicken wir vier Wochen vorher.\n\nFreundliche Grüße\nMatthias Lang',
      ],
    ],
  },
  {
    company: 'sonnblick',
    about: { deal: 'kassenplatz' },
    messages: [
      [
        200,
        'staff',
        'Guten Tag Frau Pichler,\n\nvielen Dank für den Auftrag. Frau Kovač kommt am Dienstag um 7 Uhr nach Leibnitz, der Umbau dauert bis etwa 11 Uhr. Die erste Kassa läuft dabei weiter.\n\nFreundliche Grüße\nMatthias Lang',
      ],
      [75, 'customer', 'Passt, die Filialleiterin sperrt auf. Parken bitte im Hof.\n\nLG\nKatharina Pichler'],
    ],
  },
  {
    company: 'sonnblick',
    about: { invoice: 'overdue' },
    messages: [
      [
        30,
        'staff',
        'Guten Tag Frau Pichler,\n\ndiese Rechnung ist bei uns noch offen. Ist sie vielleicht untergegangen?\n\nFreundliche Grüße\nMatthias Lang',
      ],
      [
        500,
        'customer',
        'Guten Tag Herr Lang,\n\nbei uns fehlt noch die Bestätigung aus der Filiale, dass alle drei Kassen dran waren. Ich kümmere mich diese Woche darum.\n\nLiebe Grüße\nKatharina Pichler',
      ],
    ],
  },
  {
    company: 'sonnblick',
    about: { instance: 'sonnblick-lend' },
    messages: [
      [
        60,
        'customer',
        'Guten Tag,\n\nab Jänner möchten wir auch in Geidorf wiegen. Ändert sich dann an diesem Abonnement etwas?\n\nLiebe Grüße\nKatharina Pichler',
      ],
      [
        180,
        'staff',
        'Guten Tag Frau Pichler,\n\nnein, jede Filiale hat ihr eigenes. Waage und Etikettendruck kommen bei Geidorf dazu, ein Angebot für die Geräte schicke ich Ihnen.\n\nFreundliche Grüße\nMatthias Lang',
      ],
    ],
  },
  {
    company: 'federspiel',
    about: { deal: 'inventur' },
    messages: [
      [
        300,
        'customer',
        'Können wir die Geräte auch nur für die Inventur mieten?\n\nMit freundlichen Grüßen\nBernhard Federspiel',
      ],
      [
        120,
        'staff',
        'Guten Tag Herr Federspiel,\n\nja, um 45 Euro je Gerät und Tag. Bei Ihrer Größe rechnet sich der Kauf ab der dritten Inventur, das Angebot lasse ich Ihnen deshalb stehen.\n\nFreundliche Grüße\nBarbara Egger',
      ],
    ],
  },
  {
    company: 'edelbacher',
    about: { deal: 'neueFiliale' },
    messages: [
      [
        90,
        'customer',
        'Grüß Gott,\n\ndie Eröffnung ist am zweiten Samstag im Februar. Geht sich das aus?\n\nGeorg Edelbacher',
      ],
      [
        240,
        'staff',
        'Guten Tag Herr Edelbacher,\n\nja, wenn der Auftrag bis zum Ende der Gültigkeit da ist. Die Leitungen sollten vor dem Verputzen gelegt sein, dazu melde ich mich beim Elektriker.\n\nFreundliche Grüße\nWolfgang Auer',
      ],
    ],
  },
  {
    company: 'edelbacher',
    about: { invoice: 'partly' },
    messages: [
      [
        30,
        'customer',
        'Guten Tag,\n\nwir haben zwei Hunderter überwiesen und den Rest zurückgehalten, weil zehn Rollen beschädigt waren.\n\nGeorg Edelbacher',
      ],
      [
        200,
        'staff',
        'Guten Tag Herr Edelbacher,\n\ndie zehn Rollen schicken wir Ihnen nach. Bitte überweisen Sie den Rest, sobald sie da sind.\n\nFreundliche Grüße\nWolfgang Auer',
      ],
    ],
  },
  {
    company: 'donaublick',
    about: { instance: 'donaublick-krems' },
    messages: [
      [
        45,
        'customer',
        'Hallo,\n\nim Winter brauchen wir nur zwei Handgeräte. Können wir die anderen beiden stilllegen?\n\nLG Renate Zeller',
      ],
      [
        150,
        'staff',
        'Guten Tag Frau Zeller,\n\njederzeit zum Monatsende, und ab März wieder dazu. Sagen Sie mir bitte bis zum 25., ab wann.\n\nFreundliche Grüße\nMatthias Lang',
      ],
    ],
  },
];

const DAY = 86_400_000;
const TABLES = { order: 'orders', invoice: 'invoices', subscription: 'subscriptions' } as const;

interface Topic {
  kind: keyof typeof TABLES;
  externalId: string;
  /** The talk begins after it. */
  since: number;
}

/** Lets customers and support write to each other. */
export async function tellTalks(deps: Deps, now: number): Promise<void> {
  for (const talk of talks) {
    const { kind, externalId, since } = topicOf(talk, now);
    const recordId = await findRecord(deps, TABLES[kind], externalId);
    const [customer, employee] = await Promise.all(
      [managerOf(talk.company), sellerOf(talk.company)].map((person) => scopeOf(deps, userId(person))),
    );
    let time = since;
    for (const [minutes, author, body] of talk.messages) {
      time = Math.min(after(time, minutes, author === 'staff' ? SUPPORT_HOURS : SHOP_HOURS), now - 60_000);
      const { actor } = (author === 'staff' ? employee : customer)!;
      const message = { recordKind: kind, recordId, kind: 'message', body } as const;
      // Inserted by the system instead of the author, because the policies of the database accept no messages in the past from customers.
      await deps.db.system((tx) => insertEntry(tx, actor, message, new Date(time)));
    }
  }
}

function topicOf({ company, about }: DemoTalk, now: number): Topic {
  if ('deal' in about) {
    const order = demoOrders(now).find(({ sale }) => sale.company === company && sale.deal === about.deal)!;
    return { kind: 'order', externalId: order.row.externalId, since: answeredAt(order) ?? order.createdAt };
  }
  if ('invoice' in about) {
    const { row } = demoInvoices(now).find((invoice) => invoice.company === company && invoice.end === about.invoice)!;
    return { kind: 'invoice', externalId: row.externalId, since: Date.parse(row.dueDate) + DAY };
  }
  const plan = runningPlans(now).find(({ instance }) => instance.key === about.instance)!;
  return { kind: 'subscription', externalId: plan.number, since: now - 17 * DAY };
}
