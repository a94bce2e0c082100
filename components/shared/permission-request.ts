import type { Me, Permission } from '../../src/contract/session.ts';
import type { Language } from '../../src/i18n/locale.ts';
import { permissionWords } from '../../src/i18n/permissions.ts';
import { TicketRequestedEvent } from './events.ts';

/** Asks the page for a ticket in which the management asks for a permission. */
export function requestPermission(
  host: HTMLElement,
  permission: Permission,
  { name, email }: Me,
  language: Language,
): void {
  const words = permissionWords[language];
  const what = words.names[permission];
  host.dispatchEvent(
    new TicketRequestedEvent({
      subject: words.subject(what),
      description: words.description(what, `${name} (${email})`),
      category: 'question',
    }),
  );
}
