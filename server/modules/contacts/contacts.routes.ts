import * as schemas from '../../../src/contract/contacts.schema.ts';
import * as operations from '../../../src/contract/contacts.ts';
import { ticketParams } from '../../../src/contract/tickets.schema.ts';
import { type Api, binder } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { requestIp } from '../identity/client-ip.ts';
import { dismissAccessRequest, grantAccess, listAccessRequests, requestAccess } from './access-request.service.ts';
import { resendConfirmation } from './confirmation.service.ts';
import { exchangeLink, requestLink, revokeTicketLinks } from './ticket-link.service.ts';

export function registerContacts(api: Api): void {
  const bindForAll = binder(api, 'public', 'Contacts');
  const bindForContact = binder(api, 'contact', 'Contacts');
  const bindForUser = binder(api, 'user', 'Contacts');
  const { deps } = api;

  bindForAll(
    operations.exchangeTicketLink,
    {
      body: schemas.exchangeTicketLinkBody,
      output: schemas.ticketAccessSchema,
      summary: 'Exchange the token of a mailed link to one ticket for an access token',
    },
    ({ input, c }) => exchangeLink(deps, input.body, requestIp(c, deps)),
  );

  bindForAll(
    operations.requestTicketLink,
    { body: schemas.requestTicketLinkBody, status: 202, summary: 'Have a new link to one ticket mailed' },
    async ({ input, c }) => {
      await requestLink(deps, input.body, requestIp(c, deps));
      return new Response(null, { status: 202, headers: { ...headersFor(), 'Content-Length': '0' } });
    },
  );

  bindForUser(
    operations.revokeTicketLinks,
    { params: ticketParams, summary: 'End the links to a ticket that were mailed so far; staff only' },
    ({ scope, input: { params } }) => revokeTicketLinks(deps, scope, params.id),
  );

  bindForUser(
    operations.resendConfirmation,
    { params: ticketParams, summary: 'Send the contact a link that confirms their address; staff only' },
    ({ scope, input: { params } }) => resendConfirmation(deps, scope, params.id),
  );

  bindForContact(
    operations.requestAccess,
    { body: schemas.requestAccessBody, summary: 'Ask for an account, as the contact of a ticket' },
    ({ scope, input: { body } }) => requestAccess(deps, scope, body.language),
  );

  bindForUser(
    operations.listAccessRequests,
    { output: schemas.accessRequestsSchema, summary: 'Who asked for an account; staff only' },
    ({ scope }) => listAccessRequests(scope),
  );

  bindForUser(
    operations.grantAccess,
    {
      params: schemas.accessRequestParams,
      body: schemas.grantAccessBody,
      summary: 'Make the account somebody asked for; staff only',
    },
    ({ scope, input: { params, body } }) => grantAccess(deps, scope, params.id, body.companyId),
  );

  bindForUser(
    operations.dismissAccessRequest,
    { params: schemas.accessRequestParams, summary: 'Settle a request without an account; staff only' },
    ({ scope, input: { params } }) => dismissAccessRequest(deps, scope, params.id),
  );
}
