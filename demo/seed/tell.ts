import type { TicketCategory, TicketPriority, TicketSource, TicketStatus } from '../../src/contract/tickets.limits.ts';
import { after, SHOP_HOURS, SUPPORT_HOURS, viennaClock } from './calendar.ts';
import { articles, type DemoCompany } from './companies.ts';
import { type DemoPerson, staff } from './people.ts';
import type { Random } from './random.ts';
import type { DemoFile, Story } from './stories/story.ts';

/** One thing that happened to a ticket. */
export interface ToldEntry {
  kind: 'message' | 'status' | 'assignment';
  at: number;
  author: DemoPerson;
  internal?: boolean;
  body?: string;
  from?: TicketStatus;
  to?: TicketStatus;
  assignee?: DemoPerson;
  file?: DemoFile;
}

export interface ToldWork {
  at: number;
  employee: DemoPerson;
  text: string;
  minutes: number;
}

/** A ticket with everything that happened to it up to a moment. */
export interface ToldTicket {
  createdAt: number;
  subject: string;
  description: string;
  category: TicketCategory;
  priority: TicketPriority;
  source: TicketSource;
  company: DemoCompany;
  contact: DemoPerson;
  status: TicketStatus;
  assignee: DemoPerson | undefined;
  file: DemoFile | undefined;
  entries: ToldEntry[];
  work: ToldWork[];
}

export interface Opening {
  story: Story;
  company: DemoCompany;
  contact: DemoPerson;
  source: TicketSource;
  createdAt: number;
  /** Nothing happens after this moment. */
  until: number;
  /** The case comes to a halt: at the first question to the customer, or after support picked it up. */
  stuck: boolean;
}

/** Minutes until support first looks at a ticket. */
const reaction: Record<TicketPriority, readonly [number, number]> = {
  critical: [4, 15],
  high: [15, 90],
  normal: [40, 300],
  low: [90, 600],
};

/** Tells a story as it happens in a support team's and a shop's days. */
export function tell(
  random: Random,
  { story, company, contact, source, createdAt, until, stuck }: Opening,
): ToldTicket {
  const fill = placeholders(random, company, createdAt);
  const [dispatchers, workers] = [staff.slice(0, 2), staff.slice(2)];
  const dispatcher = random.pick(dispatchers);
  const worker = random.pick(workers);
  const ticket: ToldTicket = {
    createdAt,
    subject: fill(random.pick(story.subjects)),
    description: request(random, createdAt, contact, fill(story.description)),
    category: story.category,
    priority: story.priority,
    source,
    company,
    contact,
    status: 'new',
    assignee: undefined,
    file: story.file,
    entries: [],
    work: [],
  };
  let clock = createdAt;
  const happened = () => clock < until;
  const wait = (low: number, high: number, hours = SUPPORT_HOURS) => {
    clock = after(clock, random.between(low, high) + random.next(), hours);
  };
  const add = (entry: Omit<ToldEntry, 'at'>) => {
    if (!happened()) return;
    ticket.entries.push({ ...entry, at: clock });
    if (entry.to) ticket.status = entry.to;
    if (entry.assignee) ticket.assignee = entry.assignee;
    clock += 1;
  };
  const move = (author: DemoPerson, to: TicketStatus) => {
    if (ticket.status !== to) add({ kind: 'status', author, from: ticket.status, to });
  };
  const work = [...story.work];
  const log = () => {
    const [text, minutes] = work.shift() ?? [];
    if (text && minutes && happened()) ticket.work.push({ at: clock, employee: worker, text, minutes });
  };

  wait(...reaction[story.priority]);
  move(dispatcher, 'backlog');
  add({ kind: 'assignment', author: dispatcher, assignee: worker });
  const asks = story.thread.some(([kind]) => kind === 'ask');
  if (stuck && !asks && random.chance(0.5)) return ticket;
  wait(3, story.priority === 'critical' ? 10 : 150);
  move(worker, 'in_progress');
  let first = true;
  for (const [kind, text, file] of story.thread) {
    if (kind === 'reply') wait(15, 500, SHOP_HOURS);
    else wait(5, story.priority === 'critical' ? 25 : 140);
    const body = fill(text);
    const files = file ? { file } : {};
    if (kind === 'note') add({ kind: 'message', author: worker, internal: true, body, ...files });
    else if (kind === 'reply') {
      add({ kind: 'message', author: contact, body: reply(random, contact, worker, body), ...files });
      if (ticket.status === 'waiting') move(contact, 'in_progress');
    } else {
      log();
      add({ kind: 'message', author: worker, body: answer(worker, contact, body, first), ...files });
      first = false;
      if (kind === 'ask') move(worker, 'waiting');
      if (stuck && (kind === 'ask' || !asks)) return ticket;
    }
  }
  wait(10, 600);
  while (work.length) log();
  move(worker, 'done');
  return ticket;
}

const dateFormat = new Intl.DateTimeFormat('de-AT', { day: 'numeric', month: 'long', timeZone: 'UTC' });
const moneyFormat = new Intl.NumberFormat('de-AT', { style: 'currency', currency: 'EUR' });

/** Fills `{kassa} {kassen} {filiale} {bon} {betrag} {artikel} {datum}` in the texts of one ticket, the same in all of them. */
function placeholders(random: Random, company: DemoCompany, createdAt: number): (text: string) => string {
  const clock = viennaClock(createdAt);
  const values: Record<string, string> = {
    kassa: `${random.between(1, company.tills)}`,
    kassen: `${company.tills}`,
    filiale: random.pick(company.branches),
    bon: `${random.between(11_000, 98_000)}`,
    betrag: moneyFormat.format(random.between(9, 190) + random.pick([0, 0.5, 0.9, 0.4, 0.8])),
    artikel: random.pick(articles[company.trade]),
    datum: dateFormat.format(Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth() + 1, 1)),
  };
  return (text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const lastName = (name: string): string => name.slice(name.indexOf(' ') + 1);

/** How a customer starts a letter at that time of the day. */
function greeting(random: Random, time: number): string {
  const hour = viennaClock(time).getUTCHours();
  if (hour < 10) return random.pick(['Guten Morgen', 'Guten Morgen', 'Grüß Gott', 'Hallo liebes Support-Team']);
  if (hour >= 17) return random.pick(['Guten Abend', 'Hallo', 'Grüß Gott']);
  return random.pick(['Guten Tag', 'Grüß Gott', 'Sehr geehrte Damen und Herren', 'Hallo liebes Support-Team']);
}

/** A customer's first message; `text` starts as after a greeting's comma. */
const request = (random: Random, time: number, author: DemoPerson, text: string): string =>
  `${greeting(random, time)},\n\n${text}\n\n${random.pick(['Liebe Grüße', 'Mit freundlichen Grüßen', 'Danke und liebe Grüße', 'Beste Grüße'])}\n${author.name}`;

/** A customer's later message: shorter, as people write. */
const reply = (random: Random, author: DemoPerson, to: DemoPerson, text: string): string =>
  random.chance(0.4)
    ? `${random.pick(['Guten Tag', 'Hallo'])} ${to.salutation} ${lastName(to.name)},\n\n${text}\n\n${random.pick(['LG', 'Liebe Grüße'])}\n${author.name}`
    : capitalised(text);

/** What an employee writes to a customer. */
const answer = (author: DemoPerson, to: DemoPerson, text: string, first: boolean): string =>
  first
    ? `Guten Tag ${to.salutation} ${lastName(to.name)},\n\n${text}\n\nFreundliche Grüße\n${author.name}`
    : `${capitalised(text)}\n\nBeste Grüße\n${author.name}`;
