export type { RecordChangedEvent } from '../history/history.events.ts';
export type { TicketPrefill, TicketRequestedEvent, ViewChangedEvent } from '../shared/events.ts';
