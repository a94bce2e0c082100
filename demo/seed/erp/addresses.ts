/** Where ETRON writes to, of the companies it bills itself: customers of a sales partner hear from the partner. */
export const addresses: Record<string, readonly [street: string, place: string]> = {
  brandstaetter: ['Wiener Straße 212', '4030 Linz'],
  alpenkassa: ['Museumstraße 33', '6020 Innsbruck'],
  federspiel: ['Lange Gasse 41', '1080 Wien'],
  sonnblick: ['Mariahilfer Straße 18', '8020 Graz'],
  edelbacher: ['Getreidegasse 52', '5020 Salzburg'],
  donaublick: ['Donaulände 7', '3500 Krems an der Donau'],
  pointner: ['Linzer Straße 96', '3100 St. Pölten'],
};
