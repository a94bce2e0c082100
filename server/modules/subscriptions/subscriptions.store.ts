import { type RawBuilder, sql } from 'kysely';
import { DEFAULT_LANGUAGE, type Language } from '../../../src/contract/language.ts';
import { LOOKUP_MAX, SUBSCRIPTIONS_MAX } from '../../../src/contract/subscriptions.limits.ts';
import type { Tx } from '../../db/database.ts';
import { attention } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';

/** Whether a subscription `s` has ended, because the ERP says so or its last day has passed. */
export const hasEnded = (now: Date): RawBuilder<boolean> =>
  sql`(s.status = 'ended' or coalesce(s.end_date < day_of(${now}::timestamptz), false))`;

/** The subscriptions by company and instance, active ones first, as JSON text of SubscriptionList. */
export async function subscriptionsJson(
  tx: Tx,
  actor: UserActor,
  { company, language = DEFAULT_LANGUAGE }: { company?: string; language?: Language },
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with shown as (
      select s.*, c.name as company_name, row_number() over (
        order by c.name_key collate "C", c.id, i.name, s.instance_key, s.ended, s.number, s.id
      ) as place
      from (select s.*, ${hasEnded(now)} as ended from subscriptions s where ${isVisible('subscription', 's', actor)}) s join companies c on c.id = s.company_id
        -- The latest name of the instance, so that all its subscriptions are sorted into the same place.
        cross join lateral (
          select lower(o.instance_name) collate "C" as name from subscriptions o
          where o.company_id = s.company_id and o.instance_key = s.instance_key order by o.changed_at desc, o.id limit 1
        ) i
      ${company === undefined ? sql`` : sql`where s.company_id = ${company}::uuid`}
      order by place limit ${sql.lit(SUBSCRIPTIONS_MAX)}
    )
    select json_build_object('items', coalesce(json_agg(json_build_object(
      'id', s.id, 'number', s.number, 'title', s.title, 'status', case when s.ended then 'ended' else 'active' end,
      'company', json_build_object('id', s.company_id, 'name', s.company_name),
      'instance', json_build_object('key', s.instance_key, 'name', s.instance_name), 'period', s.period,
      'startDate', s.start_date, 'endDate', s.end_date, 'nextInvoice', s.next_invoice, 'net', s.net::text,
      'lines', (${linesJson(language)}), 'assignee', case when u.id is not null then ${staffMember('u')} end,
      ${attention('subscription', 's', actor)}
    ) order by s.place), '[]'))::text as json
    from shown s left join users u on u.id = s.assignee_id
  `.execute(tx);
  return rows[0]!.json;
}

/** The lines of subscription `s`. */
const linesJson = (language: Language) => sql`
  select coalesce(json_agg(json_build_object(
    'text', l.text, 'module', case when m.id is not null then json_build_object('id', m.id, 'name', m.name ->> ${sql.lit(language)}) end,
    'quantity', trim_scale(l.quantity)::text, 'unit', l.unit, 'unitPrice', l.unit_price::text, 'discount', trim_scale(l.discount)::text,
    'net', l.net::text
  ) order by l.position), '[]')
  from subscription_lines l left join catalogue_entries m on m.id = l.module_id where l.subscription_id = s.id
`;

interface LookupRequest {
  /** The words of the question in lower case, and folded. */
  words: { spelled: string[]; folded: string[] };
  language: Language;
  /** Whose instances the answer is about. */
  company: string | null;
  now: Date;
}

/** The dictionary that knows what the forms of a word have in common. Those of both languages know words that say nothing, such as „für“. */
const DICTIONARIES = { de: 'german_stem', en: 'english_stem' } satisfies Record<Language, string>;

/** Words of a question that are looked up. */
const WORDS_MAX = 8;

/** Weights of the texts in which a word may be found. */
const WEIGHTS = { name: sql.lit(6), keyword: sql.lit(5), description: sql.lit(1) };

/** How sure it is that a text is about a word: a word of it begins so, contains it, is contained in it, or is similar to it. */
const SURENESS = { beginning: sql.lit(1), part: sql.lit(0.8), compound: sql.lit(0.7), similar: sql.lit(0.7) };

/** Similarity from which on a word counts as another one with a typing error. */
const SIMILAR = sql.lit(0.5);

/** Words of so few letters must match the beginning of a word, because they are part of too many others. */
const SHORT = sql.lit(3);

/** An answer must be about so great a part of what the fullest answer is about, by the rarity of the words. */
const GOOD_ENOUGH = sql.lit(0.75);

/**
 * The catalogue entries that a question is about, best matches first, with the instances of the company, as JSON text of Lookup.
 *
 * A word that few entries are about counts more than one that many are about: „Wie melde ich die Kassa beim Finanzamt an?“ is about the tax office.
 * Compound words are found by their parts, in both directions: `Kartenzahlung` by „Karte“, and `Pfand` by „Pfandflaschen“. The catalogue has some
 * hundred entries, among which an index would find nothing faster.
 */
export async function lookupJson(tx: Tx, { words, language, company, now }: LookupRequest): Promise<string> {
  const inLanguage = (column: string) => sql`${sql.ref(column)} ->> ${sql.lit(language)}`;
  const saysSomething = sql.join(
    Object.values(DICTIONARIES).map((dictionary) => sql`ts_lexize(${sql.lit(dictionary)}, w.word) <> '{}'`),
    sql` and `,
  );
  const { rows } = await sql<{ json: string }>`
    with asked as (
      select w.n, w.folded as word, coalesce((ts_lexize(${sql.lit(DICTIONARIES[language])}, w.folded))[1], w.folded) as stem
      from unnest(${words.spelled}::text[], ${words.folded}::text[]) with ordinality w(word, folded, n)
      where ${saysSomething}
      order by w.n limit ${sql.lit(WORDS_MAX)}
    ),
    texts as materialized (
      select e.id, t.weight, t.text, regexp_split_to_array(t.text, '[^[:alnum:]]+') as parts
      from catalogue_entries e cross join lateral (
        select ${WEIGHTS.name} as weight, name as text from string_to_table(e.name_text, E'\\n') name
        union all
        select ${WEIGHTS.keyword}, keyword from string_to_table(e.keyword_text, E'\\n') keyword
        union all
        select ${WEIGHTS.description}, e.description_text
      ) t
    ),
    fits as (
      select t.id, a.n, max(t.weight * s.sureness) as score
      from asked a cross join texts t cross join lateral (
        select case
          when t.text ~ ('\\m' || a.stem) then ${SURENESS.beginning}
          when length(a.stem) <= ${SHORT} then 0
          when strpos(t.text, a.stem) > 0 then ${SURENESS.part}
          when t.weight = ${WEIGHTS.description} then 0
          when exists (
            select from unnest(t.parts) part
            where length(part) > ${SHORT} and (starts_with(a.word, part) or right(a.word, length(part)) = part)
          ) then ${SURENESS.compound}
          when word_similarity(a.word, t.text) > ${SIMILAR} then ${SURENESS.similar} * word_similarity(a.word, t.text)
          else 0
        end as sureness
        -- Keeps PostgreSQL from computing the similarity once for each mention.
        offset 0
      ) s
      where s.sureness > 0
      group by t.id, a.n
    ),
    scores as (
      select f.id, sum(f.score * r.rarity) as score, sum(r.rarity) as covered
      from fits f join (
        select n, ln(1 + (select count(*) from catalogue_entries)::double precision / count(*)) as rarity from fits group by n
      ) r on r.n = f.n
      group by f.id
    ),
    found as (
      select e.*, row_number() over (
        order by f.score desc, similarity(e.name_text, ${words.folded.join(' ')}) desc, e.name_text collate "C", e.id
      ) as place
      from scores f join catalogue_entries e on e.id = f.id
      where f.covered >= ${GOOD_ENOUGH} * (select max(covered) from scores)
      order by place limit ${sql.lit(LOOKUP_MAX)}
    ),
    lines as (
      select s.instance_key as key, s.instance_name as name, s.changed_at, l.module_id
      from subscriptions s left join subscription_lines l on l.subscription_id = s.id
      where s.company_id = ${company}::uuid and not ${hasEnded(now)}
    ),
    instances as (select distinct on (key) key, name from lines order by key, changed_at desc, name),
    -- The modules that each entry consists of.
    parts as (
      select f.id as entry_id, m.id, ${inLanguage('m.name')} as name
      from found f left join catalogue_modules c on c.entry_id = f.id join catalogue_entries m on m.id = coalesce(c.module_id, f.id)
    ),
    answers as (
      select f.id, i.key, i.name,
        case f.kind when 'configuration' then bool_and(h.installed) else bool_or(h.installed) end as installed,
        json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name collate "C", p.id) filter (where not h.installed) as missing
      from found f cross join instances i join parts p on p.entry_id = f.id
        cross join lateral (select exists (select from lines l where l.key = i.key and l.module_id = p.id) as installed) h
      group by f.id, f.kind, i.key, i.name
    )
    select json_build_object('items', coalesce(json_agg(json_build_object(
      'id', f.id, 'kind', f.kind, 'name', ${inLanguage('f.name')}, 'description', ${inLanguage('f.description')},
      'instances', (
        select coalesce(json_agg(json_build_object(
          'key', a.key, 'name', a.name, 'company', (select json_build_object('id', c.id, 'name', c.name) from companies c where c.id = ${company}::uuid),
          'installed', a.installed, 'missing', case when a.installed then '[]' else a.missing end
        ) order by lower(a.name) collate "C", a.key), '[]') from answers a where a.id = f.id
      )
    ) order by f.place), '[]'))::text as json
    from found f
  `.execute(tx);
  return rows[0]!.json;
}
