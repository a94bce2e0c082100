import { TIME_ENTRY_MINUTES_MAX } from '../../src/contract/history.limits.ts';

/** Minutes of `25` or `1:10`; undefined for anything else. */
export function minutesOf(text: string): number | undefined {
  const match = /^\s*(?:(\d{1,2}):([0-5]\d)|(\d{1,4}))\s*$/.exec(text);
  if (!match) return undefined;
  const minutes = match[3] ? Number(match[3]) : Number(match[1]) * 60 + Number(match[2]);
  return minutes >= 1 && minutes <= TIME_ENTRY_MINUTES_MAX ? minutes : undefined;
}
