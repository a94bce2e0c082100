/** Accounts the login page offers to try; the others are in `demo/seed/people.ts`. */
export const demoPassword = 'kassa-2026';

export const demoLogins = [
  { role: 'customer', name: 'Katharina Pichler', email: 'katharina.pichler@naturkost-sonnblick.example' },
  { role: 'client', name: 'Maria Hollerbach', email: 'maria.hollerbach@baeckerei-hollerbach.example' },
  { role: 'partner', name: 'Karin Brandstätter', email: 'karin.brandstaetter@kassenhaus-brandstaetter.example' },
  { role: 'staff', name: 'Lukas Steiner', email: 'lukas.steiner@etron.example' },
] as const;
