import { fold } from '../../server/db/search.ts';
import { searchText } from '../../server/modules/tickets/tickets.store.ts';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../../src/contract/tickets.limits.ts';
import { viennaClock } from './calendar.ts';
import { fileNames, type StoredFile } from './files.ts';
import type { DemoPerson } from './people.ts';
import { idOf } from './random.ts';
import type { DemoFile } from './stories/story.ts';
import type { StrangerTicket } from './strangers.ts';
import type { ToldTicket } from './tell.ts';

/** Rows of the tables that hold tickets, in the names of their columns. */
export interface TicketRows {
  tickets: object[];
  entries: object[];
  attachments: object[];
  times: object[];
}

export const EMBED_KEY = 'brandstaetter-website';

export const userId = ({ email }: DemoPerson): string => idOf(`user/${email}`);
export const companyId = (key: string): string => idOf(`company/${key}`);

const moment = (time: number): string => new Date(time).toISOString();

const nothing = {
  company_id: null,
  created_by: null,
  assignee_id: null,
  embed_key: null,
  contact_verified_at: null,
  quarantined_at: null,
};

interface Contact {
  name: string;
  email: string;
  phone?: string;
  company?: string;
}

const texts = (number: string, subject: string, contact: Contact) => ({
  number,
  subject,
  subject_key: fold(subject),
  contact,
  contact_email: contact.email,
  search_text: searchText(number, subject, contact),
});

/** A ticket with its history, as rows. */
export function ticketRows(told: ToldTicket, number: string, files: Map<string, StoredFile>): TicketRows {
  const { company, contact: person, createdAt } = told;
  const id = idOf(`ticket/${number}`);
  const record = { record_kind: 'ticket', record_id: id };
  const creator = told.source === 'staff' ? told.entries[0]?.author : person;
  const visible = told.entries.filter(({ internal }) => !internal);
  const last = visible.at(-1);
  const rows: TicketRows = { tickets: [], entries: [], attachments: [], times: [] };
  const attach = (file: DemoFile | undefined, at: number, author: DemoPerson, entry: string | null) => {
    const stored = file && files.get(file);
    if (!stored) return;
    const attachment = { id: idOf(`file/${number}/${entry}`), ...stored, name: fileNames[file], entry_id: entry };
    rows.attachments.push({ ...record, ...attachment, owner_id: userId(author), created_at: moment(at) });
  };

  rows.tickets.push({
    ...nothing,
    ...texts(number, told.subject, {
      name: person.name,
      email: person.email,
      phone: person.phone,
      company: company.name,
    }),
    id,
    description: told.description,
    category: told.category,
    priority: TICKET_PRIORITIES.indexOf(told.priority),
    status: TICKET_STATUSES.indexOf(told.status),
    source: told.source,
    context: told.source === 'onretail' ? { instance: `${company.key}.onretail.example`, version: '2026.11.2' } : {},
    company_id: companyId(company.key),
    created_by: told.source === 'embed' || !creator ? null : userId(creator),
    assignee_id: told.assignee ? userId(told.assignee) : null,
    embed_key: told.source === 'embed' ? EMBED_KEY : null,
    contact_verified_at: moment(createdAt),
    created_at: moment(createdAt),
    changed_at: moment(last?.at ?? createdAt),
    changed_by: userId(last?.author ?? person),
  });
  attach(told.file, createdAt, person, null);
  let assignee: string | null = null;
  told.entries.forEach((entry, index) => {
    const entryId = idOf(`entry/${number}/${index}`);
    const { author } = entry;
    const to = entry.assignee?.name ?? null;
    rows.entries.push({
      ...record,
      id: entryId,
      kind: entry.kind,
      internal: entry.internal ?? false,
      author_id: userId(author),
      author_name: author.name,
      author_side: author.role === 'staff' ? 'staff' : 'customer',
      body: entry.body ?? null,
      change:
        entry.kind === 'status'
          ? { from: entry.from, to: entry.to }
          : entry.kind === 'assignment'
            ? { from: assignee, to }
            : null,
      created_at: moment(entry.at),
    });
    if (entry.kind === 'assignment') assignee = to;
    attach(entry.file, entry.at, author, entryId);
  });
  told.work.forEach(({ at, employee, text, minutes }, index) => {
    const time = { id: idOf(`time/${number}/${index}`), employee_id: userId(employee), text, minutes };
    rows.times.push({
      ...record,
      ...time,
      worked_on: viennaClock(at).toISOString().slice(0, 10),
      created_at: moment(at),
    });
  });
  return rows;
}

/** A stranger's ticket as a row. */
export function strangerRow(ticket: StrangerTicket, number: string, createdAt: number): object {
  const { contact } = ticket;
  return {
    ...nothing,
    ...texts(number, ticket.subject, contact),
    id: idOf(`ticket/${number}`),
    description: ticket.description,
    category: ticket.category,
    priority: TICKET_PRIORITIES.indexOf(ticket.priority),
    status: 0,
    source: 'embed',
    context: { pageUrl: 'https://kassenhaus-brandstaetter.example/' },
    embed_key: EMBED_KEY,
    quarantined_at: ticket.quarantined ? moment(createdAt) : null,
    created_at: moment(createdAt),
    changed_at: moment(createdAt),
    changed_by: null,
  };
}
