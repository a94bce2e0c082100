-- Tickets, and what hangs on a record of any kind: history, attachments, time entries, read marks.

create table ticket_numbers (
  year integer primary key,
  last integer not null
);

create table tickets (
  id uuid primary key default gen_random_uuid(),
  number text not null unique,
  -- The number's parts as one figure, to sort by: the text would put a millionth ticket before the second.
  number_key bigint not null generated always as (split_part(number, '-', 2)::bigint * 1000000000 + split_part(number, '-', 3)::bigint) stored,
  subject text not null,
  -- Folded subject, to sort by. Collation "C", because the embedded database has no other and pages have to be alike.
  subject_key text collate "C" not null,
  description text not null,
  category text not null check (category in ('fault', 'question', 'change', 'billing', 'other')),
  priority smallint not null check (priority between 0 and 3),
  status smallint not null default 0 check (status between 0 and 4),
  source text not null check (source in ('portal', 'embed', 'onretail', 'staff')),
  context jsonb not null default '{}',
  contact jsonb not null,
  -- Normalised address of the contact, for claiming.
  contact_email text not null,
  contact_verified_at timestamptz,
  company_id uuid references companies,
  created_by uuid references users,
  assignee_id uuid references users,
  embed_key text references embed_keys,
  -- Folded number, subject and contact, for the search.
  search_text text not null,
  quarantined_at timestamptz,
  created_at timestamptz not null default now(),
  -- Last change the customer can see, and who made it.
  changed_at timestamptz not null default now(),
  changed_by uuid references users
);

-- The list is merged from partitions that an index delivers in order, see tickets.partitions.ts: each order over everything, for staff, and within a
-- company. The latter hold quarantined_at, because row-level security asks for it.
create index tickets_changed on tickets (changed_at, id);

create index tickets_created on tickets (created_at, id);

create index tickets_number on tickets (number_key, id);

create index tickets_subject on tickets (subject_key, id);

create index tickets_status on tickets (status, changed_at, id);

create index tickets_priority on tickets (priority, changed_at, id);

create index tickets_category on tickets (category, changed_at, id);

create index tickets_assignee on tickets (assignee_id, changed_at, id);

create index tickets_assignee_status on tickets (assignee_id, status, changed_at, id);

create index tickets_company_changed on tickets (company_id, changed_at, id) include (quarantined_at);

create index tickets_company_created on tickets (company_id, created_at, id) include (quarantined_at);

create index tickets_company_number on tickets (company_id, number_key, id) include (quarantined_at);

create index tickets_company_subject on tickets (company_id, subject_key, id) include (quarantined_at);

create index tickets_company_status on tickets (company_id, status, changed_at, id) include (quarantined_at);

create index tickets_company_priority on tickets (company_id, priority, changed_at, id) include (quarantined_at);

create index tickets_company_category on tickets (company_id, category, changed_at, id) include (quarantined_at);

create index tickets_company_assignee on tickets (company_id, assignee_id, changed_at, id) include (quarantined_at);

-- What the facets count.
create index tickets_facets on tickets (company_id, status, assignee_id, quarantined_at);

-- The company as an array, so that one look finds the matches of many companies, and no other index is tempted to help.
create index tickets_search on tickets using gin ((array[company_id]), search_text gin_trgm_ops);

create index tickets_unclaimed on tickets (contact_email) where company_id is null;

-- Attempts to confirm the address of an anonymous ticket. The code itself is derived from the ticket's id and the service's secret.
create table contact_codes (
  ticket_id uuid primary key references tickets on delete cascade,
  attempts integer not null default 0,
  expires_at timestamptz not null
);

create table history_entries (
  id uuid primary key default gen_random_uuid(),
  record_kind text not null,
  record_id uuid not null,
  -- Order of writing, for entries of the same moment.
  position bigint generated always as identity,
  kind text not null check (kind in ('message', 'status', 'assignment')),
  internal boolean not null default false,
  author_id uuid references users,
  -- Kept as it was when written; people change names and leave.
  author_name text not null,
  author_side text not null check (author_side in ('customer', 'staff', 'system')),
  body text,
  -- { from, to } of a status or assignment change.
  change jsonb,
  created_at timestamptz not null default now(),
  edited_at timestamptz
);

create index history_entries_record on history_entries (record_kind, record_id, created_at, position);

create table attachments (
  id uuid primary key default gen_random_uuid(),
  sha256 text not null,
  name text not null,
  type text not null,
  size bigint not null,
  owner_id uuid references users,
  embed_key text references embed_keys,
  -- Held back until the virus scanner has seen it.
  quarantined_at timestamptz,
  record_kind text,
  record_id uuid,
  -- Null when it came with the record itself.
  entry_id uuid references history_entries,
  created_at timestamptz not null default now(),
  check ((record_kind is null) = (record_id is null))
);

create index attachments_record on attachments (record_kind, record_id);

create index attachments_entry on attachments (entry_id);

create index attachments_orphans on attachments (created_at) where record_id is null;

create table time_entries (
  id uuid primary key default gen_random_uuid(),
  record_kind text not null,
  record_id uuid not null,
  employee_id uuid not null references users,
  worked_on date not null,
  minutes integer not null check (minutes between 1 and 1440),
  text text not null,
  created_at timestamptz not null default now()
);

create index time_entries_record on time_entries (record_kind, record_id, worked_on);

create table read_marks (
  user_id uuid not null references users on delete cascade,
  record_kind text not null,
  record_id uuid not null,
  read_at timestamptz not null,
  primary key (user_id, record_kind, record_id)
);

-- The next ticket number of the year that a moment lies in, without gaps: the row stays locked until the ticket is committed.
create function next_ticket_number(moment timestamptz) returns text language sql volatile security definer set search_path = public, pg_temp as $$
  with y as (select extract(year from moment at time zone 'Europe/Vienna')::integer as year),
  n as (
    insert into ticket_numbers (year, last) select year, 1 from y
    on conflict (year) do update set last = ticket_numbers.last + 1
    returning year, last
  )
  select format('T-%s-%s', year, lpad(last::text, greatest(6, length(last::text)), '0')) from n
$$;

-- Tells listeners that a record changed. The last part says whether only staff may know.
create function notify_record_changed() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'tickets' then
    perform pg_notify('record_changed', format('ticket:%s:%s', new.id, case when new.changed_at = old.changed_at then 'internal' else 'public' end));
  elsif tg_table_name = 'history_entries' then
    perform pg_notify('record_changed', format('%s:%s:%s', new.record_kind, new.record_id, case when new.internal then 'internal' else 'public' end));
  elsif tg_op = 'DELETE' then
    perform pg_notify('record_changed', format('%s:%s:public', old.record_kind, old.record_id));
  else
    perform pg_notify('record_changed', format('%s:%s:public', new.record_kind, new.record_id));
  end if;
  return null;
end
$$;

create trigger tickets_changed after update on tickets for each row execute function notify_record_changed();

create trigger history_entries_changed after insert or update on history_entries for each row execute function notify_record_changed();

create trigger time_entries_changed after insert or delete on time_entries for each row execute function notify_record_changed();
