import type { Translation } from '../../i18n/register.ts';

/** Part of a translation, as a page would bring it: what is left out stays German. */
export const italian = {
  'ticket-form': {
    subject: 'Oggetto',
    description: 'Descrizione',
    submit: 'Invia la richiesta',
    required: 'Campo obbligatorio',
    high: 'Disturba il lavoro',
  },
  tickets: {
    status: { new: 'Nuovo', done: 'Risolto' },
    priority: { high: 'Alta' },
  },
  'ticket-list': {
    create: 'Nuovo ticket',
  },
  'record-list': {
    search: () => 'Cerca ticket',
    found: (count, more) => (more ? `Primi ${count} ticket` : `${count} ticket`),
  },
  documents: { status: { waiting: 'In attesa di firma' } },
  'sign-doc': {
    waitingTitle: 'In attesa di firma',
    expires: (day) => `Da firmare entro il ${day}`,
    page: (page, pages) => `Pagina ${page} di ${pages}`,
    signers: 'Firmatari',
    you: 'Lei',
  },
  signing: {
    progress: (filled, required) => `${filled} di ${required} campi obbligatori`,
    complete: 'Firma',
    decline: 'Rifiuta',
  },
  menus: { overview: 'Panoramica' },
} satisfies Translation;
