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
    mainMenu: 'Menüs',
    menus: { tickets: 'Tickets', documents: 'Signaturen', permissions: 'Berechtigungen' },
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
    mainMenu: 'Menus',
    menus: { tickets: 'Tickets', documents: 'Signatures', permissions: 'Permissions' },
  },
);
