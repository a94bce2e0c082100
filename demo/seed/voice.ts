import { viennaClock } from './calendar.ts';
import type { DemoPerson } from './people.ts';
import type { Random } from './random.ts';

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const lastName = (name: string): string => name.slice(name.indexOf(' ') + 1);

/** How a customer starts a letter at that time of the day. */
function greeting(random: Random, time: number): string {
  const hour = viennaClock(time).getUTCHours();
  if (hour < 10) return random.pick(['Guten Morgen', 'Guten Morgen', 'Grüß Gott', 'Hallo liebes Support-Team']);
  if (hour >= 17) return random.pick(['Guten Abend', 'Hallo', 'Grüß Gott']);
  return random.pick(['Guten Tag', 'Grüß Gott', 'Sehr geehrte Damen und Herren', 'Hallo liebes Support-Team']);
}

/** A customer's first message; `text` starts as after a greeting's comma. */
export const request = (random: Random, time: number, author: DemoPerson, text: string): string =>
  `${greeting(random, time)},\n\n${text}\n\n${random.pick(['Liebe Grüße', 'Mit freundlichen Grüßen', 'Danke und liebe Grüße', 'Beste Grüße'])}\n${author.name}`;

/** A customer's later message: shorter, as people write. */
export const reply = (random: Random, author: DemoPerson, to: DemoPerson, text: string): string =>
  random.chance(0.4)
    ? `${random.pick(['Guten Tag', 'Hallo'])} ${to.salutation} ${lastName(to.name)},\n\n${text}\n\n${random.pick(['LG', 'Liebe Grüße'])}\n${author.name}`
    : capitalised(text);

/** What an employee writes to a customer. */
export const answer = (author: DemoPerson, to: DemoPerson, text: string, first: boolean): string =>
  first
    ? `Guten Tag ${to.salutation} ${lastName(to.name)},\n\n${text}\n\nFreundliche Grüße\n${author.name}`
    : `${capitalised(text)}\n\nBeste Grüße\n${author.name}`;
