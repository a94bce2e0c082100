import { sql } from 'kysely';
import { LANGUAGES } from '../../../src/contract/language.ts';
import type { SyncCatalogueEntry } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import { invalidInput } from '../../http/problem.ts';
import { reference } from '../sync/sync.references.ts';
import {
  invalidValue,
  isInserted,
  outcomeOf,
  type SyncOutcome,
  type SyncRules,
  writeEach,
} from '../sync/sync.rules.ts';

/** How the ERP's catalogue is written: modules before the functions and configurations that consist of them. */
export const catalogueSync: SyncRules<SyncCatalogueEntry> = {
  references: ({ modules = [] }) => modules.flatMap((id, index) => reference('entry', id, `/modules/${index}`)),
  goesFirst: ({ kind }) => kind === 'module',
  write: writeEach((tx, row, found) => {
    const moduleIds = (row.modules ?? []).map((id) => found.entry.get(id)!.id);
    return upsertCatalogueEntry(tx, row, moduleIds);
  }),
};

/**
 * Inserts or updates a catalogue entry by its id in the ERP. 422 naming the field.
 * @param moduleIds Our ids of the row's modules, in the order of the row.
 */
export async function upsertCatalogueEntry(tx: Tx, row: SyncCatalogueEntry, moduleIds: string[]): Promise<SyncOutcome> {
  await requireModules(tx, row, moduleIds);
  const written = await upsertEntry(tx, row);
  const changed = await replaceModules(tx, row.externalId, moduleIds);
  return written === 'unchanged' && changed ? 'updated' : written;
}

/** 422 if a module has modules or anything else has none, if a module is not one, or if an entry that is used as a module stops being one. */
async function requireModules(tx: Tx, { externalId, kind }: SyncCatalogueEntry, moduleIds: string[]): Promise<void> {
  if (kind !== 'module' && moduleIds.length === 0)
    throw invalidInput([{ field: '/modules', code: 'required', message: 'It comes with, or needs, at least one.' }]);
  if (kind === 'module' && moduleIds.length > 0)
    throw invalidInput([{ field: '/modules', code: 'too_many', message: 'A module has none.' }]);
  const { rows } = await sql<{ wrong: number[]; used: boolean }>`
    select
      array(
        select m.position - 1 from unnest(${moduleIds}::uuid[]) with ordinality m(id, position)
        where not exists (select from catalogue_entries e where e.id = m.id and e.kind = 'module' and e.external_id <> ${externalId}) order by 1
      ) as wrong,
      exists (
        select from catalogue_entries e where e.external_id = ${externalId} and (
          exists (select from catalogue_modules m where m.module_id = e.id) or exists (select from subscription_lines l where l.module_id = e.id)
        )
      ) as used
  `.execute(tx);
  const { wrong, used } = rows[0]!;
  if (wrong.length > 0)
    throw invalidInput(
      wrong.map((index) => ({ field: `/modules/${index}`, code: 'invalid_value', message: 'Not a module.' })),
    );
  if (kind !== 'module' && used) throw invalidValue('/kind', 'Others take it for a module.');
}

async function upsertEntry(
  tx: Tx,
  { externalId, kind, name, description, keywords = [] }: SyncCatalogueEntry,
): Promise<SyncOutcome> {
  const lines = (texts: readonly string[]) => texts.map(fold).join('\n');
  const columns = sql`kind, name, description, keywords, name_text, keyword_text, description_text`;
  const { rows } = await sql<{ created: boolean }>`
    insert into catalogue_entries as e (external_id, ${columns}) values (
      ${externalId}, ${kind}, ${JSON.stringify(name)}::jsonb, ${JSON.stringify(description)}::jsonb, ${keywords}::text[],
      ${lines(LANGUAGES.map((language) => name[language]))}, ${lines(keywords)}, ${lines(LANGUAGES.map((language) => description[language]))}
    )
    on conflict (external_id) do update set (${columns}) = row(
      excluded.kind, excluded.name, excluded.description, excluded.keywords, excluded.name_text, excluded.keyword_text, excluded.description_text
    )
    where to_jsonb(e) - 'id' <> to_jsonb(excluded) - 'id'
    returning ${isInserted('e')} as created
  `.execute(tx);
  return outcomeOf(rows[0]);
}

/** Replaces the modules of an entry, and returns whether that changed anything. */
async function replaceModules(tx: Tx, externalId: string, moduleIds: string[]): Promise<boolean> {
  const { rows } = await sql<{ changed: boolean }>`
    with e as (select id from catalogue_entries where external_id = ${externalId}),
    gone as (
      delete from catalogue_modules m using e where m.entry_id = e.id and m.module_id <> all(${moduleIds}::uuid[]) returning m.module_id
    ),
    put as (
      insert into catalogue_modules (entry_id, module_id) select distinct e.id, m.id from e, unnest(${moduleIds}::uuid[]) m(id)
      on conflict do nothing returning module_id
    )
    select exists (select from gone union all select from put) as changed
  `.execute(tx);
  return rows[0]!.changed;
}
