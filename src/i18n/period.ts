import { dictionary } from './locale.ts';

/** Words of the menu of periods. */
export const periodWords = dictionary(
  'period',
  {
    period: 'Zeitraum',
    allTime: 'Gesamter Zeitraum',
    periods: {
      month: 'Dieser Monat',
      'last-month': 'Voriger Monat',
      quarter: 'Dieses Quartal',
      year: 'Dieses Jahr',
      'last-year': 'Voriges Jahr',
    },
  },
  {
    period: 'Period',
    allTime: 'All time',
    periods: {
      month: 'This month',
      'last-month': 'Last month',
      quarter: 'This quarter',
      year: 'This year',
      'last-year': 'Last year',
    },
  },
);
