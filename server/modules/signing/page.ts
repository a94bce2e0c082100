import type { AuditBlock } from '../../pdf/pdf.ts';
import type { ClientEvidence } from './evidence.ts';

const MOMENT = new Intl.DateTimeFormat('de-AT', {
  timeZone: 'Europe/Vienna',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});

/** A moment as it is printed, e.g. `24.11.2026, 18:00:00 MEZ`. */
export const momentText = (moment: Date): string => MOMENT.format(moment);

/** What stands below the record of a seal. */
export const SEAL_TEXT =
  'Dieses Dokument ist mit einer elektronischen Signatur (PAdES) versiegelt, die jede spätere Änderung erkennen lässt.';

export const row = (label: string, value: string): AuditBlock => ({ kind: 'row', label, value });

/** How somebody who signed was known. */
export const whoRows = ({ verifiedBy, ipAddress, userAgent }: ClientEvidence): AuditBlock[] => [
  row('Erkannt durch', verifiedBy),
  ...(ipAddress === null ? [] : [row('IP-Adresse', ipAddress)]),
  ...(userAgent === null ? [] : [row('Browser', userAgent)]),
];
