import { dictionary } from '@etron/portal-widgets';

export const portalWords = dictionary(
  'demo-portal',
  { verify: 'Unterschriebenes PDF prüfen', toStaff: 'Zum Support-Arbeitsplatz' },
  { verify: 'Check a signed PDF', toStaff: 'To the support desk' },
);
