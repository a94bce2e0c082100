import type { HistoryEntry, MessageEntry, StatusEntry } from '../../contract/history.ts';
import type { StaffMember } from '../../contract/session.ts';
import type { Ticket } from '../../contract/tickets.ts';

/** A UUID with a number in it. */
export const uuid = (n: number): string => `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}`;

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const sampleEmployee: StaffMember = {
  id: uuid(1),
  name: 'Katharina Moser',
  email: 'katharina.moser@etron.example',
  phone: '+43 1 2300 41-27',
  picture: null,
};

export const sampleTicket = (over: Partial<Ticket> = {}): Ticket => ({
  id: uuid(9),
  number: 'T-2026-000123',
  subject: 'Bondrucker druckt keine Umlaute',
  category: 'fault',
  priority: 'high',
  status: 'in_progress',
  company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
  assignee: sampleEmployee,
  filedBy: { name: 'Martina Huber', company: null },
  createdAt: minutesAgo(3_000),
  changedAt: minutesAgo(30),
  unread: false,
  description:
    'Guten Tag,\n\nseit dem Update druckt Kassa 2 nur Fragezeichen. Anleitung: https://help.etron.example/drucker.',
  source: 'onretail',
  contact: { name: 'Martina Huber', email: 'huber@baeckerei.example' },
  attachments: [{ id: uuid(20), name: 'Bon.jpg', size: 1_843_200, type: 'image/jpeg' }],
  ...over,
});

export const sampleMessage = (n: number, body: string, over: Partial<MessageEntry> = {}): MessageEntry => ({
  id: uuid(n),
  createdAt: minutesAgo(1_000 - n),
  author: { name: 'Martina Huber', side: 'customer', picture: null },
  kind: 'message',
  body,
  internal: false,
  editedAt: null,
  editableUntil: null,
  attachments: [],
  ...over,
});

export const sampleStatus = (
  n: number,
  from: StatusEntry['from'],
  to: StatusEntry['to'],
  over: Partial<StatusEntry> = {},
): HistoryEntry => ({
  id: uuid(n),
  createdAt: minutesAgo(1_000 - n),
  author: { name: sampleEmployee.name, side: 'staff', picture: null },
  kind: 'status',
  from,
  to,
  reason: null,
  attachments: [],
  ...over,
});
