import { assert } from '@open-wc/testing';
import '../../components/sign-doc/sign-doc.define.ts';
import '../../components/ticket-form/ticket-form.define.ts';
import '../../components/ticket-list/ticket-list.define.ts';
import { FormRoom } from '../internal/testing/form.ts';
import { aroundEach } from '../internal/testing/history.ts';
import { italian } from '../internal/testing/italian.ts';
import { API } from '../internal/testing/network.ts';
import { allByRole, byRole, eventually, showPage, textOf, type } from '../internal/testing/page.ts';
import { SigningRoom, sampleValues } from '../internal/testing/signing.ts';
import { mockTickets, sampleTickets } from '../internal/testing/tickets.ts';
import { registerWords } from './register.ts';

describe('Italian, which a page has registered', () => {
  before(() => registerWords('it', italian));
  aroundEach(() => localStorage.clear());

  it('is what the ticket form speaks, and German where a word is missing', async () => {
    const room = new FormRoom();
    await room.show();
    document.documentElement.lang = 'it-CH';
    await eventually(() => byRole('textbox', 'Oggetto'));
    assert.ok(byRole('textbox', 'Descrizione'));
    assert.ok(byRole('textbox', 'E-Mail'));
    assert.ok(byRole('combobox', 'Kategorie'));
    byRole('button', 'Invia la richiesta').click();
    await eventually(() => textOf().includes('Campo obbligatorio'));
    assert.deepEqual(room.sent, []);
  });

  it('is known to the API as German, which it does not speak', async () => {
    const room = new FormRoom();
    await room.show((form) => {
      form.lang = 'it';
    });
    for (const [label, value] of [
      ['Oggetto', 'Stampante'],
      ['Descrizione', 'Non stampa.'],
      ['Name', 'Anna Huber'],
      ['E-Mail', 'anna@huber.example'],
    ] as const)
      type(byRole('textbox', label), value);
    type(byRole('combobox', 'Kategorie'), 'fault');
    byRole('button', 'Invia la richiesta').click();
    await eventually(() => room.sent.length === 1);
    assert.equal(room.sent[0]?.body.language, 'de');
  });

  it('is what a list speaks, with its dates and German where a word is missing, until the page changes', async () => {
    mockTickets(sampleTickets(8));
    const list = Object.assign(document.createElement('etron-ticket-list'), { apiUrl: API });
    showPage('1200px', list);
    document.documentElement.lang = 'it';
    await eventually(() => allByRole('row', /T-2026-000005/)[0] ?? textOf(list).includes('T-2026-000005'));
    const text = await eventually(() => textOf(list).includes('8 ticket') && textOf(list));
    for (const word of ['Nuovo ticket', 'Risolto', 'Alta', '20 min fa', 'Rückfrage an den Kunden', 'Nicht zugeteilt'])
      assert.include(text, word);
    document.documentElement.lang = 'en';
    await eventually(() => textOf(list).includes('20 min ago') && textOf(list).includes('File a ticket'));
    document.documentElement.lang = 'it';
    await eventually(() => textOf(list).includes('Nuovo ticket'));
  });

  it('is what a document to sign speaks, with its dates and German where a word is missing', async () => {
    const element = new SigningRoom({ values: sampleValues() }).show();
    element.lang = 'it';
    await eventually(() => byRole('button', 'Firma'));
    const text = textOf(element);
    for (const word of ['In attesa di firma', 'Da firmare entro il 20 dic 2026', 'di 7 campi obbligatori', 'Firmatari'])
      assert.include(text, word);
    assert.ok(byRole('button', 'Rifiuta'));
    assert.include(text, 'Ausständig');
  });
});
