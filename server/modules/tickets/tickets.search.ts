import type { TicketContact } from '../../../src/contract/tickets.ts';
import { fold } from '../../db/fold.ts';

/** What the search looks through, folded. On lines of their own, so that nothing is found across two of them. */
export function searchText(number: string, subject: string, { name, company, email }: TicketContact): string {
  return [number, subject, name, company ?? '', email].map(fold).join('\n');
}
