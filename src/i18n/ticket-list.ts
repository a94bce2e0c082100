import type { TicketFilers, TicketGroup, TicketSort } from '../contract/tickets.limits.ts';
import { dictionary } from './locale.ts';

const SORTS_DE: Record<TicketSort, string> = {
  changed: 'Letzte Änderung',
  created: 'Eingereicht',
  number: 'Nummer',
  subject: 'Betreff',
  status: 'Status',
  priority: 'Dringlichkeit',
  company: 'Kunde',
  assignee: 'Zugeteilt',
};
const SORTS_EN: Record<TicketSort, string> = {
  changed: 'Last change',
  created: 'Filed',
  number: 'Number',
  subject: 'Subject',
  status: 'Status',
  priority: 'Urgency',
  company: 'Customer',
  assignee: 'Assigned',
};
const GROUPS_DE: Record<TicketGroup, string> = {
  status: 'Nach Status',
  category: 'Nach Kategorie',
  company: 'Nach Kunde',
  assignee: 'Nach Mitarbeiter',
};
const GROUPS_EN: Record<TicketGroup, string> = {
  status: 'By status',
  category: 'By category',
  company: 'By customer',
  assignee: 'By employee',
};
const FILERS_DE: Record<TicketFilers, string> = { me: 'Von mir', others: 'Von Kolleginnen und Kollegen' };
const FILERS_EN: Record<TicketFilers, string> = { me: 'By me', others: 'By colleagues' };

export const ticketListWords = dictionary(
  'ticket-list',
  {
    nouns: { one: 'Ticket', many: 'Tickets' },
    filter: 'Filter',
    allCompanies: 'Alle Kunden',
    noCompany: 'Ohne Kunde',
    assignee: 'Zugeteilter Mitarbeiter',
    allAssignees: 'Alle Mitarbeiter',
    nobody: 'Nicht zugeteilt',
    allFilers: 'Von allen eingereicht',
    filers: FILERS_DE,
    group: 'Gruppieren',
    noGroup: 'Nicht gruppiert',
    groups: GROUPS_DE,
    sorts: SORTS_DE,
    create: 'Ticket einreichen',
    emptyTitle: 'Noch keine Tickets',
    emptyText: 'Reichen Sie ein Ticket ein – hier sehen Sie dann, wie es damit weitergeht.',
    noMatch: 'Kein Ticket passt dazu',
    noMatchText: 'Versuchen Sie es mit weniger Wörtern oder ohne Filter.',
  },
  {
    nouns: { one: 'ticket', many: 'tickets' },
    filter: 'Filters',
    allCompanies: 'All customers',
    noCompany: 'No customer',
    assignee: 'Assigned employee',
    allAssignees: 'All employees',
    nobody: 'Not assigned',
    allFilers: 'Filed by anybody',
    filers: FILERS_EN,
    group: 'Group',
    noGroup: 'Not grouped',
    groups: GROUPS_EN,
    sorts: SORTS_EN,
    create: 'File a ticket',
    emptyTitle: 'No tickets yet',
    emptyText: 'File a ticket – you can follow its progress here.',
    noMatch: 'No ticket matches',
    noMatchText: 'Try fewer words, or no filters.',
  },
);
