import type { SyncCatalogueEntry } from '../../../src/contract/sync.ts';
import { configurations } from './configurations.ts';
import { functions } from './functions.ts';
import { type CatalogueWords, type ModuleKey, modules } from './modules.ts';

export const moduleRef = (key: ModuleKey): string => `modul-${key}`;

const words = ({ name, description, keywords }: CatalogueWords) => ({
  name: { de: name[0], en: name[1] },
  description: { de: description[0], en: description[1] },
  keywords: [...keywords],
});

/** The catalogue. Modules come first, because functions and configurations refer to them. */
export const catalogueRows: readonly SyncCatalogueEntry[] = [
  ...Object.entries(modules).map(
    ([key, module]): SyncCatalogueEntry => ({
      externalId: moduleRef(key as ModuleKey),
      kind: 'module',
      ...words(module),
    }),
  ),
  ...Object.entries(functions).map(
    ([key, entry]): SyncCatalogueEntry => ({
      externalId: `funktion-${key}`,
      kind: 'function',
      ...words(entry),
      modules: entry.modules.map(moduleRef),
    }),
  ),
  ...Object.entries(configurations).map(
    ([key, entry]): SyncCatalogueEntry => ({
      externalId: `konfiguration-${key}`,
      kind: 'configuration',
      ...words(entry),
      modules: entry.modules.map(moduleRef),
    }),
  ),
];
