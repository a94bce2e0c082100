// Plain numbers and enums of offers and sales orders, which are one record in different states.

/** An open offer; a sales order, accepted or created by the ERP; and three ways to end. */
export const ORDER_STATUSES = ['open', 'ordered', 'declined', 'cancelled', 'expired'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The two menus: all offers, whatever became of them, and all sales orders, whether they came from an offer or not. */
export const ORDER_VIEWS = ['offers', 'orders'] as const;
export type OrderView = (typeof ORDER_VIEWS)[number];

export const ORDER_SORTS = ['date', 'number', 'gross'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** Austrian VAT in percent (UStG 1994 § 10); 0 for what is exempt or reverse charge. */
export const TAX_RATES = [20, 13, 10, 0] as const;
export type TaxRate = (typeof TAX_RATES)[number];

/** Number of days before its last one within which an open offer counts as ending soon. */
export const ENDING_DAYS = 7;
/** Largest quantity a customer may take of an optional item. */
export const QUANTITY_MAX = 9_999;
