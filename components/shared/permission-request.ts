import type { LanguageTag } from '../../src/contract/language.ts';
import type { Me, Permission } from '../../src/contract/session.ts';
import { menuWords } from '../../src/i18n/menus.ts';
import { permissionWords } from '../../src/i18n/permissions.ts';
import { TicketRequestedEvent } from './events.ts';
import { withoutBidi } from './text.ts';

/** The message for a reader without permission for `what`. With `mayRequest`, they can ask ETRON for it by a ticket. */
export function missingText(
  what: string,
  me: Me | undefined,
  language: LanguageTag,
): { title: string; text: string; mayRequest: boolean } {
  const words = permissionWords(language);
  const { partner, management = false } = me ?? {};
  if (partner)
    return { title: words.partnerTitle(what), text: words.partner(withoutBidi(partner.name)), mayRequest: false };
  return { title: words.title(what), text: management ? words.management : words.others, mayRequest: management };
}

/** Dispatches the event by which the management asks for a permission with a ticket. */
export function requestPermission(
  host: HTMLElement,
  permission: Permission,
  { name, email }: Me,
  language: LanguageTag,
): void {
  const words = permissionWords(language);
  const what = menuWords(language)[permission];
  host.dispatchEvent(
    new TicketRequestedEvent({
      subject: words.subject(what),
      description: words.description(what, `${name}, ${email}`),
      category: 'question',
    }),
  );
}
