import { dictionary } from '@etron/portal-widgets';

export const loginListWords = dictionary(
  'demo-login-list',
  {
    title: 'Zum Ausprobieren',
    lead: 'Mit einem Klick angemeldet. Passwort für alle:',
    mailbox: 'Demo-Postfach ansehen',
    roles: {
      customer: 'Kundin, Geschäftsführung',
      client: 'Kundin eines Vertriebspartners',
      partner: 'Vertriebspartnerin',
      staff: 'Support',
    },
  },
  {
    title: 'Try it',
    lead: 'Logged in by one click. Password for all:',
    mailbox: 'See the demo mailbox',
    roles: {
      customer: 'Customer, management',
      client: 'Customer of a sales partner',
      partner: 'Sales partner',
      staff: 'Support',
    },
  },
);
