/** An exact amount in euros with two decimal places, e.g. `1234.50` or `-12.00`. Never a number: a sum of floats is not what stands on an invoice. */
export type Amount = string;

/** An exact decimal figure with at most three places, e.g. `1.5`: a quantity, or a discount in percent. */
export type Decimal = string;
