import { dictionary, type TicketStatus } from '@etron/portal-widgets';

type Action = Exclude<TicketStatus, 'new'> | 'resume' | 'reopen';

export const staffWords = dictionary(
  {
    app: 'ETRON Support',
    login: 'Anmelden',
    tickets: 'Tickets',
    ticket: 'Ticket',
    back: 'Alle Tickets',
    newTicket: 'Ticket für Kunden erfassen',
    choose: 'Wählen Sie links ein Ticket.',
    onlyStaff: 'Diese Seite ist für den Support',
    onlyStaffLead: 'Ihr Konto gehört nicht zum Support-Team. Ihre Tickets finden Sie im Portal.',
    toPortal: 'Zum Portal',
    desk: 'Bearbeiten',
    actions: {
      backlog: 'In den Backlog',
      in_progress: 'Bearbeitung beginnen',
      waiting: 'Auf Kunden warten',
      done: 'Erledigen',
      resume: 'Weiter bearbeiten',
      reopen: 'Wieder öffnen',
    } as Record<Action, string>,
    assignee: 'Zuständig',
    nobody: 'Niemand',
    priority: 'Dringlichkeit',
    category: 'Kategorie',
    company: 'Firma zuordnen',
    companyLead: 'Dieses Ticket gehört noch zu keiner Firma. Suchen Sie nach dem Namen.',
    noCompany: 'Keine Firma gefunden.',
    assign: (name: string) => `${name} zuordnen`,
    quarantined: 'In Quarantäne: nur der Support sieht dieses Ticket.',
    release: 'Freigeben',
    quarantine: 'In Quarantäne verschieben',
    saved: 'Gespeichert.',
    conflict: 'Das Ticket hat sich inzwischen geändert. Der neue Stand wird angezeigt.',
  },
  {
    app: 'ETRON Support',
    login: 'Log in',
    tickets: 'Tickets',
    ticket: 'Ticket',
    back: 'All tickets',
    newTicket: 'File a ticket for a customer',
    choose: 'Choose a ticket on the left.',
    onlyStaff: 'This page is for support',
    onlyStaffLead: 'Your account does not belong to the support team. You find your tickets in the portal.',
    toPortal: 'To the portal',
    desk: 'Work on it',
    actions: {
      backlog: 'To the backlog',
      in_progress: 'Start work',
      waiting: 'Wait for customer',
      done: 'Mark as done',
      resume: 'Continue work',
      reopen: 'Reopen',
    },
    assignee: 'Assigned to',
    nobody: 'Nobody',
    priority: 'Urgency',
    category: 'Category',
    company: 'Assign a company',
    companyLead: 'This ticket does not belong to a company yet. Search by name.',
    noCompany: 'No company found.',
    assign: (name: string) => `Assign ${name}`,
    quarantined: 'In quarantine: only support sees this ticket.',
    release: 'Release',
    quarantine: 'Move to quarantine',
    saved: 'Saved.',
    conflict: 'The ticket has changed in the meantime. You now see its newest state.',
  },
);

/** What moving a ticket from one state to another is called. */
export const actionOf = (from: TicketStatus, to: TicketStatus): Action => {
  if (to === 'in_progress') return from === 'done' ? 'reopen' : from === 'waiting' ? 'resume' : to;
  return to as Action;
};
