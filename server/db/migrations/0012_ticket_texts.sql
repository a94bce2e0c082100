-- What was written on tickets, for the search: descriptions and messages, each a row, so that a new message does not make the index take in the
-- whole conversation again. Triggers keep them, however a text came to its ticket.

-- As `fold` of the service does it. In a database of the locale C, `lower` knows the letters of ASCII only; of the others of Europe's alphabets, those
-- that are no letter of ASCII with an accent are named here.
create function fold_text(text text) returns text language sql immutable as $$
  select replace(replace(translate(
    lower(regexp_replace(normalize(text, NFKD), '[\u0300-\u036f]', '', 'g')),
    'ŁĐØÆŒÞÐĦŦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ',
    'łđøæœþðħŧαβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'
  ), 'ẞ', 'ss'), 'ß', 'ss')
$$;

create table ticket_texts (
  ticket_id uuid not null references tickets on delete cascade,
  -- Null for the description of the ticket.
  entry_id uuid unique references history_entries on delete cascade,
  -- Of the ticket: an index without it would cost by the matches of all companies.
  company_id uuid,
  -- A note among employees.
  internal boolean not null,
  -- Folded.
  text text not null
);

create unique index ticket_texts_description on ticket_texts (ticket_id) where entry_id is null;

create index ticket_texts_ticket on ticket_texts (ticket_id);

insert into ticket_texts (ticket_id, entry_id, company_id, internal, text)
select id, null, company_id, false, fold_text(description) from tickets
union all
select t.id, e.id, t.company_id, e.internal, fold_text(e.body)
from history_entries e join tickets t on t.id = e.record_id
where e.record_kind = 'ticket' and e.kind = 'message' and e.body is not null;

create index ticket_texts_search on ticket_texts using gin ((array[company_id]), text gin_trgm_ops);

create function note_description() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into ticket_texts (ticket_id, company_id, internal, text) values (new.id, new.company_id, false, fold_text(new.description));
    return null;
  end if;
  if new.company_id is distinct from old.company_id then
    update ticket_texts set company_id = new.company_id where ticket_id = new.id;
  end if;
  if new.description <> old.description then
    update ticket_texts set text = fold_text(new.description) where ticket_id = new.id and entry_id is null;
  end if;
  return null;
end
$$;

create trigger description_noted after insert or update of description, company_id on tickets
for each row execute function note_description();

create function note_message() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into ticket_texts (ticket_id, entry_id, company_id, internal, text)
  select t.id, new.id, t.company_id, new.internal, fold_text(new.body) from tickets t where t.id = new.record_id
  on conflict (entry_id) do update set
    ticket_id = excluded.ticket_id, company_id = excluded.company_id, internal = excluded.internal, text = excluded.text;
  return null;
end
$$;

create trigger message_noted after insert or update of body, internal, record_id on history_entries
for each row when (new.record_kind = 'ticket' and new.kind = 'message' and new.body is not null) execute function note_message();

alter table ticket_texts enable row level security;

create policy visible on ticket_texts for select using (
  (not internal or (select is_staff())) and exists (select from tickets t where t.id = ticket_id)
);

grant select on ticket_texts to etron_app;

-- Finds what stands on tickets, and what was written on them. A ticket is found as often as the pattern is on it, so that the limit ends the
-- search however many of the matches are on one ticket.
create or replace function matching_tickets(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
declare
  own constant uuid := my_company();
  companies constant uuid[] := my_companies();
  granted constant text[] := my_permissions();
begin
  if sees_all('tickets') then
    return query
      select t.id from tickets t where t.search_text like pattern
      union all
      select x.ticket_id from ticket_texts x where x.text like pattern and (not x.internal or is_staff())
      limit most;
  else
    return query
      select t.id from tickets t
      where array[t.company_id] && companies and t.search_text like pattern and ticket_is_visible(t, false, own, companies, granted, null)
      union all
      select x.ticket_id from ticket_texts x join tickets t on t.id = x.ticket_id
      where array[x.company_id] && companies and x.text like pattern and not x.internal
        and ticket_is_visible(t, false, own, companies, granted, null)
      limit most;
  end if;
end
$$;
