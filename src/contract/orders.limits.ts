// Plain numbers and enums of offers and sales orders, which are one record in different states.

/** An offer that can be accepted; a sales order, accepted or made by the ERP; and three ways to end. */
export const ORDER_STATUSES = ['open', 'ordered', 'declined', 'cancelled', 'expired'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** The two menus: what was offered, whatever became of it, and what was ordered, however it came about. */
export const ORDER_VIEWS = ['offers', 'orders'] as const;
export type OrderView = (typeof ORDER_VIEWS)[number];

export const ORDER_SORTS = ['date', 'number', 'gross'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];

/** Austrian VAT in percent (UStG 1994 § 10); 0 for what is exempt or reverse charge. */
export const TAX_RATES = [20, 13, 10, 0] as const;
export type TaxRate = (typeof TAX_RATES)[number];

/** Days before its last one from which on an open offer is about to end. */
export const ENDING_DAYS = 7;
/** The most a customer may take of an optional item. */
export const QUANTITY_MAX = 9_999;
