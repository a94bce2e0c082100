import type { TicketSource } from '../../src/contract/tickets.limits.ts';
import { after, SHOP_HOURS } from './calendar.ts';
import { companies, type DemoCompany } from './companies.ts';
import { people } from './people.ts';
import { Random } from './random.ts';
import { fiscalStories } from './stories/fiscal.ts';
import { networkStories } from './stories/network.ts';
import { officeStories } from './stories/office.ts';
import { stockStories } from './stories/stock.ts';
import type { Story } from './stories/story.ts';
import { tillStories } from './stories/till.ts';
import { type ToldTicket, tell } from './tell.ts';

const stories: readonly Story[] = [
  ...tillStories,
  ...fiscalStories,
  ...stockStories,
  ...networkStories,
  ...officeStories,
];

const DAY = 86_400_000;
/** Number of told tickets. Together with those of strangers there are 400. */
const TICKETS = 394;
/** How far back the oldest ticket lies, in days. */
const SPAN = 230;
/** Share of tickets that got stuck somewhere, in the last weeks and before. */
const STUCK = { recent: 0.3, old: 0.05 };
const RECENT = 50;

const sources: readonly TicketSource[] = ['portal', 'portal', 'portal', 'onretail', 'onretail', 'staff', 'embed'];

/** Moments at which somebody writes to support: denser towards now, in the hours of shops. */
function moments(random: Random, now: number): number[] {
  const times: number[] = [];
  while (times.length < TICKETS) {
    const day = now - SPAN * DAY * random.next() ** 1.6;
    const time = after(day - (day % DAY), 720 * random.next(), SHOP_HOURS);
    if (time < now) times.push(time);
  }
  return times.sort((a, b) => a - b);
}

/** A story for the company's trade, the one told least often so far. */
function nextStory(random: Random, company: DemoCompany, told: Map<Story, number>): Story {
  const fitting = stories.filter(({ trades }) => !trades || trades.includes(company.trade));
  const least = Math.min(...fitting.map((story) => told.get(story) ?? 0));
  const story = random.pick(fitting.filter((one) => (told.get(one) ?? 0) === least));
  told.set(story, least + 1);
  return story;
}

/** The demo's tickets up to `now`, oldest first; the same for the same `now`. */
export function demoTickets(now: number): ToldTicket[] {
  const random = new Random(4_600);
  const told = new Map<Story, number>();
  return moments(random, now).map((createdAt, index) => {
    // Partners file tickets too, but few.
    const company = random.pick(companies.filter(({ kind }) => kind === 'customer' || random.chance(0.3)));
    const contact = random.pick(people.filter((person) => person.company === company.key));
    const story = nextStory(random, company, told);
    const stuck = random.chance(createdAt > now - RECENT * DAY ? STUCK.recent : STUCK.old);
    // The newest tickets stay as they were filed, so that there are always new ones in the demo.
    const until = index >= TICKETS - 6 ? createdAt : now;
    const source = random.pick(company.partner ? sources : sources.slice(0, -1));
    return tell(random, { story, company, contact, source, createdAt, until, stuck });
  });
}
