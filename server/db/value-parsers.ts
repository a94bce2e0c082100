import { types } from 'pg';

const BIGINT = 20;
const DATE = 1082;
const TEXT_ARRAY = 1009;
const BIGINT_ARRAY = 1016;
const DATE_ARRAY = 1182;

type Parser = (text: string) => unknown;

/**
 * How the embedded database reads the types that PGlite and `pg` would read differently: bigint as number, and date as text, because it is a
 * calendar day and not a moment. Both read the others alike: timestamptz as Date, json parsed, numeric as text. PGlite reads the elements of
 * an array by the parser of their type.
 */
export const parsers: Record<number, Parser> = { [BIGINT]: Number, [DATE]: String };

const textArray: (text: string) => (string | null)[] = types.getTypeParser(TEXT_ARRAY as number);

const pgParsers: Record<number, Parser> = {
  ...parsers,
  [BIGINT_ARRAY]: (text) => textArray(text).map((item) => (item === null ? null : Number(item))),
  [DATE_ARRAY]: textArray,
};

/** The same for `pg`, which needs a parser for each type of array too. */
export const pgTypes = {
  getTypeParser: ((oid: number, format?: 'text') =>
    pgParsers[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};
