import { embedParams } from '../../../src/contract/embeds.schema.ts';
import { createAnonymousTicket as createAnonymousTicketOperation } from '../../../src/contract/embeds.ts';
import {
  createAnonymousTicketBody,
  createTicketBody,
  exportTicketsQuery,
  listTicketsQuery,
  ticketFacetsSchema,
  ticketPageSchema,
  ticketParams,
  ticketReceiptSchema,
  ticketSchema,
  updateTicketBody,
} from '../../../src/contract/tickets.schema.ts';
import * as operations from '../../../src/contract/tickets.ts';
import { type Api, bind } from '../../http/bind.ts';
import { csvResponse } from '../../http/csv.ts';
import { headersFor } from '../../http/headers.ts';
import { requestIp } from '../identity/client-ip.ts';
import { createAnonymousTicket } from './tickets.anonymous.ts';
import { exportTickets, listTickets, readFacets } from './tickets.list.service.ts';
import { changeTicket, createTicket, readTicket } from './tickets.service.ts';

const tag = 'Tickets';
const access = 'user';

export function registerTickets(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.listTickets,
    { access, query: listTicketsQuery, output: ticketPageSchema, tag, summary: 'Tickets, page by page' },
    ({ scope, input: { query } }) => listTickets(scope, query),
  );

  bind(
    api,
    operations.getTicketFacets,
    { access, output: ticketFacetsSchema, tag, summary: 'What tickets can be filtered by, with counts' },
    ({ scope }) => readFacets(scope),
  );

  bind(
    api,
    operations.exportTickets,
    { access, query: exportTicketsQuery, status: 200, tag, summary: 'All tickets that match, as CSV' },
    async ({ scope, input: { query } }) => csvResponse('tickets', exportTickets(scope, query)),
  );

  bind(
    api,
    operations.createTicket,
    { access, body: createTicketBody, output: ticketSchema, status: 201, tag, summary: 'File a ticket' },
    ({ scope, input: { body } }) => createTicket(deps, scope, body),
  );

  bind(
    api,
    operations.getTicket,
    { access, params: ticketParams, output: ticketSchema, tag, summary: 'One ticket' },
    ({ scope, input: { params } }) => readTicket(scope, params.id),
  );

  bind(
    api,
    operations.updateTicket,
    {
      access,
      params: ticketParams,
      body: updateTicketBody,
      output: ticketSchema,
      tag,
      summary: 'Change status, assignee and the like; staff only',
    },
    ({ scope, input: { params, body } }) => changeTicket(deps, scope, params.id, body),
  );

  bind(
    api,
    createAnonymousTicketOperation,
    {
      access: 'embed',
      params: embedParams,
      body: createAnonymousTicketBody,
      output: ticketReceiptSchema,
      status: 201,
      tag,
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
