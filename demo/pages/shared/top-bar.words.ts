import { dictionary } from '@etron/portal-widgets';

export const topBarWords = dictionary(
  {
    portal: 'Portal',
    staff: 'Support',
    skip: 'Zum Inhalt springen',
    menu: 'Menü von',
    preferences: 'Sprache und Farben',
    language: 'Sprache',
    theme: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'System',
    logOut: 'Abmelden',
    toStaff: 'Zum Support-Arbeitsplatz',
    mainMenu: 'Menüs',
    menus: { tickets: 'Tickets', documents: 'Signaturen' },
    waiting: (count: number) =>
      count === 1 ? ', 1 wartet auf Ihre Unterschrift' : `, ${count} warten auf Ihre Unterschrift`,
  },
  {
    portal: 'Portal',
    staff: 'Support',
    skip: 'Skip to content',
    menu: 'Menu of',
    preferences: 'Language and colours',
    language: 'Language',
    theme: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'System',
    logOut: 'Log out',
    toStaff: 'To the support desk',
    mainMenu: 'Menus',
    menus: { tickets: 'Tickets', documents: 'Signatures' },
    waiting: (count: number) => (count === 1 ? ', 1 waits for your signature' : `, ${count} wait for your signature`),
  },
);
