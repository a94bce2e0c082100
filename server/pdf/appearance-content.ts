import { scanContent } from './content.ts';

const PAINTING = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do', 'EI', 'Tj', 'TJ', "'", '"']);

/** Whether a content stream paints anything. */
export function paints(content: Uint8Array): boolean {
  let painted = false;
  scanContent(content, (operator) => {
    painted ||= PAINTING.has(operator);
  });
  return painted;
}

/**
 * The look of a text field or a list without what it holds, which stands in the part that is marked `/Tx`; where nothing is marked, in its texts. Frame,
 * ground and the cells of a comb stay.
 */
export function withoutValue(content: Uint8Array): Buffer {
  const kept: Uint8Array[] = [];
  /** Where what is kept next begins; and where the operator before ended, behind which the operands of this one stand. */
  let [from, before] = [0, 0];
  /** Marked parts that are open within the one that is left out; 0 outside of it. */
  let depth = 0;
  let inText = false;
  scanContent(content, (operator, _, start, end) => {
    const opens = operator === 'BMC' || operator === 'BDC';
    if (depth > 0) {
      if (opens) depth++;
      else if (operator === 'EMC') depth--;
      if (depth === 0) from = end;
    } else if (opens && isValueMark(content, before, start)) {
      if (!inText) kept.push(content.subarray(from, before));
      [depth, inText] = [1, false];
    } else if (operator === 'BT' && !inText) {
      kept.push(content.subarray(from, start));
      inText = true;
    } else if (operator === 'ET' && inText) {
      from = end;
      inText = false;
    }
    before = end;
  });
  if (depth === 0 && !inText) kept.push(content.subarray(from));
  return Buffer.concat(kept);
}

/** Whether the first operand between two offsets is the name `/Tx`. */
const isValueMark = (content: Uint8Array, start: number, end: number): boolean =>
  /^(?:\s|%[^\r\n]*[\r\n])*\/Tx(?:[\s<[/]|$)/.test(Buffer.from(content.subarray(start, end)).toString('latin1'));
