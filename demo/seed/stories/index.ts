import { fiscalStories } from './fiscal.ts';
import { networkStories } from './network.ts';
import { officeStories } from './office.ts';
import { stockStories } from './stock.ts';
import type { Story } from './story.ts';
import { tillStories } from './till.ts';

export const stories: readonly Story[] = [
  ...tillStories,
  ...fiscalStories,
  ...stockStories,
  ...networkStories,
  ...officeStories,
];
