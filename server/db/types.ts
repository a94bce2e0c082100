import { types } from 'pg';

const BIGINT = 20;
const DATE = 1082;
const TEXT_ARRAY = 1009;
const BIGINT_ARRAY = 1016;
const DATE_ARRAY = 1182;

type Parser = (text: string) => unknown;

/**
 * How the embedded database reads values where the two drivers would differ, or lose something: a date is a calendar day, not a moment.
 * The rest is alike: timestamptz as Date, json parsed, numeric as text. Arrays follow their elements.
 */
export const parsers: Record<number, Parser> = { [BIGINT]: Number, [DATE]: String };

const textArray: (text: string) => (string | null)[] = types.getTypeParser(TEXT_ARRAY as number);

const pgParsers: Record<number, Parser> = {
  ...parsers,
  [BIGINT_ARRAY]: (text) => textArray(text).map((item) => (item === null ? null : Number(item))),
  [DATE_ARRAY]: textArray,
};

/** The same for `pg`. */
export const pgTypes = {
  getTypeParser: ((oid: number, format?: 'text') =>
    pgParsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};
