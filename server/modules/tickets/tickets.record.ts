import { insertEntry } from '../history/history.store.ts';
import type { RecordRules } from '../history/records.ts';
import { viewersOf } from '../identity/visibility.ts';
import { enqueue } from '../outbox/outbox.ts';
import { statusAfterAnswer } from './tickets.domain.ts';
import { answerRecipient, lockTicket, ticketExists, updateState } from './tickets.store.ts';

/** A mail about an answer. */
export interface AnswerJob {
  email: string;
  number: string;
  ticketId: string;
}

/** What history, time entries and live updates need to know of tickets. */
export const ticketRules: RecordRules = {
  isVisible: ticketExists,

  async lock(tx, actor, id) {
    return (await lockTicket(tx, actor, id)) !== undefined;
  },

  async onMessage(tx, actor, id, now) {
    const before = (await lockTicket(tx, actor, id))!;
    const status = actor.role === 'staff' ? before.status : statusAfterAnswer(before.status);
    await updateState(tx, id, { ...before, status }, { at: now, by: actor.id });
    if (status !== before.status) {
      await insertEntry(
        tx,
        actor,
        { recordKind: 'ticket', recordId: id, kind: 'status', change: { from: before.status, to: status } },
        now,
      );
    }
    const recipient = actor.role === 'staff' ? await answerRecipient(tx, id) : undefined;
    if (recipient) await enqueue(tx, 'ticket-answer', { ...recipient, ticketId: id } satisfies AnswerJob);
  },

  viewers: viewersOf('ticket'),
};
