// Plain numbers and enums of subscriptions and the catalogue, shared by browser and server.

export const SUBSCRIPTION_STATUSES = ['active', 'ended'] as const;
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number];

/** How often a line is charged. */
export const PERIODS = ['month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** A module can be installed; a function comes with any one of its modules; a configuration needs all of its modules. */
export const CATALOGUE_KINDS = ['module', 'function', 'configuration'] as const;
export type CatalogueKind = (typeof CATALOGUE_KINDS)[number];

/** Largest number of results of one look-up. */
export const LOOKUP_MAX = 20;

/** Largest number of subscriptions in one list. Only staff, who see those of all companies, can reach it. */
export const SUBSCRIPTIONS_MAX = 500;
