// The package's main entry: what a page needs besides the elements, to talk to the API itself or to build parts of its own.

export { type CallOptions, Client, newKey, ProblemError } from './api/client.ts';
export { upload } from './api/upload.ts';
export { clientContext, sessionContext } from './context/contexts.ts';
export * from './contract/documents.limits.ts';
export * from './contract/documents.ts';
export * from './contract/embeds.ts';
export * from './contract/history.limits.ts';
export * from './contract/history.ts';
export * from './contract/invoices.limits.ts';
export * from './contract/invoices.ts';
export type { Amount, Decimal } from './contract/money.ts';
export type { InputOf, Operation, OutputOf } from './contract/operation.ts';
export * from './contract/orders.limits.ts';
export * from './contract/orders.ts';
export * from './contract/problem.ts';
export * from './contract/session.ts';
export * from './contract/subscriptions.limits.ts';
export * from './contract/subscriptions.ts';
export * from './contract/tickets.limits.ts';
export * from './contract/tickets.ts';
export { LiveController } from './controllers/live.ts';
export { MutationController } from './controllers/mutation.ts';
export { QueryController } from './controllers/query.ts';
export { dictionary, type Language, LocaleController } from './i18n/locale.ts';
export { problems, problemText } from './i18n/problems.ts';
export { ticketWords } from './i18n/tickets.ts';
