import { embedParams } from '../../../src/contract/embeds.schema.ts';
import { createAnonymousTicket as createAnonymousTicketOperation } from '../../../src/contract/embeds.ts';
import { createGuestTicket as createGuestTicketOperation } from '../../../src/contract/guests.ts';
import { DEFAULT_LANGUAGE } from '../../../src/contract/language.ts';
import * as schemas from '../../../src/contract/tickets.schema.ts';
import * as operations from '../../../src/contract/tickets.ts';
import { type Api, binder } from '../../http/bind.ts';
import { csvResponse } from '../../http/csv.ts';
import { headersFor } from '../../http/headers.ts';
import { WORDS } from '../../words/words.ts';
import { requestIp } from '../identity/client-ip.ts';
import { closeTicket, undoClosing } from './tickets.closing.ts';
import { exportTickets, listTickets, readFacets } from './tickets.list.service.ts';
import { mergeTicket } from './tickets.merging.ts';
import { changeTicket, createAnonymousTicket, createGuestTicket, createTicket, readTicket } from './tickets.service.ts';

export function registerTickets(api: Api): void {
  const bindForUser = binder(api, 'user', 'Tickets');
  const bindForParticipant = binder(api, 'participant', 'Tickets');
  const bindForGuest = binder(api, 'guest', 'Tickets');
  const bindForEmbed = binder(api, 'embed', 'Tickets');
  const { deps } = api;

  bindForUser(
    operations.listTickets,
    { query: schemas.listTicketsQuery, output: schemas.ticketPageSchema, summary: 'Tickets, page by page' },
    ({ scope, input: { query } }) => listTickets(scope, query),
  );

  bindForUser(
    operations.getTicketFacets,
    { output: schemas.ticketFacetsSchema, summary: 'What tickets can be filtered by, with counts' },
    ({ scope }) => readFacets(scope),
  );

  bindForUser(
    operations.exportTickets,
    { query: schemas.exportTicketsQuery, status: 200, summary: 'All tickets that match, as CSV' },
    async ({ scope, input: { query } }) =>
      csvResponse(WORDS[query.language ?? DEFAULT_LANGUAGE].csv.tickets.fileName, exportTickets(scope, query)),
  );

  bindForUser(
    operations.createTicket,
    { body: schemas.createTicketBody, output: schemas.ticketSchema, status: 201, summary: 'File a ticket' },
    ({ scope, input: { body } }) => createTicket(deps, scope, body),
  );

  bindForParticipant(
    operations.getTicket,
    { params: schemas.ticketParams, output: schemas.ticketSchema, summary: 'One ticket' },
    ({ scope, input: { params } }) => readTicket(scope, params.id),
  );

  bindForUser(
    operations.updateTicket,
    {
      params: schemas.ticketParams,
      body: schemas.updateTicketBody,
      output: schemas.ticketSchema,
      summary: 'Change status, priority and the like; staff only',
    },
    ({ scope, input: { params, body } }) => changeTicket(deps, scope, params.id, body),
  );

  bindForGuest(
    createGuestTicketOperation,
    {
      body: schemas.createGuestTicketBody,
      output: schemas.ticketReceiptSchema,
      status: 201,
      summary: 'File a ticket as the guest of a host',
    },
    ({ scope, input: { body } }) => createGuestTicket(deps, scope, body),
  );

  bindForUser(
    operations.mergeTicket,
    {
      params: schemas.ticketParams,
      body: schemas.mergeTicketBody,
      output: schemas.ticketSchema,
      status: 200,
      summary: 'Merge a duplicate into another ticket; staff only',
    },
    ({ scope, input: { params, body } }) => mergeTicket(deps, scope, params.id, body.into),
  );

  bindForParticipant(
    operations.closeTicket,
    {
      params: schemas.ticketParams,
      output: schemas.ticketSchema,
      status: 200,
      summary: 'Say that a ticket is settled',
    },
    ({ scope, input: { params } }) => closeTicket(deps, scope, params.id),
  );

  bindForParticipant(
    operations.undoClosing,
    {
      params: schemas.ticketParams,
      output: schemas.ticketSchema,
      status: 200,
      summary: 'Take back that it is settled',
    },
    ({ scope, input: { params } }) => undoClosing(deps, scope, params.id),
  );

  bindForEmbed(
    createAnonymousTicketOperation,
    {
      params: embedParams,
      body: schemas.createAnonymousTicketBody,
      output: schemas.ticketReceiptSchema,
      status: 201,
      summary: 'File a ticket without a login',
    },
    async ({ scope, input: { body }, c }) => {
      const { receipt, quarantined } = await createAnonymousTicket(deps, scope, body, requestIp(c, deps));
      return new Response(JSON.stringify(receipt), {
        status: quarantined ? 202 : 201,
        headers: headersFor('application/json'),
      });
    },
  );
}
