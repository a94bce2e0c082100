import { markFault } from '../../../src/contract/documents.rules.ts';
import type { SignatureMark } from '../../../src/contract/documents.ts';
import type { FieldErrorCode } from '../../../src/contract/problem.ts';
import { imageFault } from './mark-image.ts';

/** What is wrong with a signature; undefined when nothing is. */
export const signatureFault = async (mark: SignatureMark): Promise<FieldErrorCode | undefined> =>
  markFault(mark) ?? pictureFault(mark);

/** What is wrong with the picture of a signature that is otherwise one. */
export const pictureFault = async (mark: SignatureMark): Promise<FieldErrorCode | undefined> =>
  mark.kind === 'uploaded' ? imageFault(mark.image) : undefined;

/** Why a signature cannot be drawn, though it is one. */
export const undrawableCode = ({ kind }: SignatureMark): FieldErrorCode =>
  kind === 'uploaded' ? 'invalid_format' : 'unsupported_character';
