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
  },
);
