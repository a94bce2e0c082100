-- Jobs that wait for others of their kind: one with the same key that nobody has begun takes their place.
alter table outbox add column merge_key text;

create unique index outbox_merged on outbox (merge_key) where done_at is null and attempts = 0;

-- Employees read whether anybody is mailed what they write on a ticket. With their own rights: the view shows the users and companies they see.
alter view user_companies set (security_invoker = true);

grant select on user_companies to etron_app;

-- A link that staff have sent to an address that is not confirmed: whoever says on its page that the ticket is theirs confirms the address, once.
alter table ticket_links add column confirms boolean not null default false;

-- That it was sent is in the history, for staff.
alter table history_entries drop constraint history_entries_kind_check;

alter table history_entries add constraint history_entries_kind_check
  check (kind in ('message', 'status', 'assignment', 'view', 'merge', 'confirmation'));

-- Records that wait for an answer of staff: the last public message is the customer's. Filing a ticket counts as one, and to be done as an answer to it;
-- nobody has to answer what is in quarantine.
-- A table of its own, because it is small, one index counts it, and no guard of a record has to know of it.
create table unanswered_records (
  record_kind text not null,
  record_id uuid not null,
  since timestamptz not null,
  primary key (record_kind, record_id)
);

alter table unanswered_records enable row level security;

create policy staff on unanswered_records for select using ((select is_staff()));

grant select on unanswered_records to etron_app;

create function note_unanswered(kind text, id uuid, asked_at timestamptz) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from unanswered_records where asked_at is null and record_kind = kind and record_id = id;
  insert into unanswered_records (record_kind, record_id, since) select kind, id, asked_at where asked_at is not null on conflict do nothing;
$$;

revoke execute on function note_unanswered from public;

create function note_talk() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'tickets' then
    perform note_unanswered('ticket', new.id, case when new.status <> 4 and new.quarantined_at is null then new.created_at end);
  else
    perform note_unanswered(new.record_kind, new.record_id, case when new.author_side = 'customer' then new.created_at end);
  end if;
  return null;
end
$$;

create trigger ticket_asks after insert on tickets for each row
  when (new.source <> 'staff') execute function note_talk();

create trigger ticket_settled after update of status, quarantined_at on tickets for each row
  when ((new.status = 4 and old.status <> 4) or (new.quarantined_at is null) <> (old.quarantined_at is null)) execute function note_talk();

create trigger message_talks after insert on history_entries for each row
  when (new.kind = 'message' and not new.internal) execute function note_talk();

-- What waited for an answer to a ticket waits for one to the ticket that it was merged into, unless that is done.
create function note_merge() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into unanswered_records (record_kind, record_id, since)
  select 'ticket', new.into_id, u.since from unanswered_records u, tickets t
  where u.record_kind = 'ticket' and u.record_id = new.id and t.id = new.into_id and t.status <> 4
  on conflict do nothing;
  delete from unanswered_records where record_kind = 'ticket' and record_id = new.id;
  return null;
end
$$;

create function forget_unanswered() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from unanswered_records where record_kind = 'ticket' and record_id = old.id;
  return null;
end
$$;

create trigger ticket_gone after delete on tickets for each row execute function forget_unanswered();

create trigger merge_asks after insert on ticket_merges for each row execute function note_merge();

insert into unanswered_records (record_kind, record_id, since)
select e.record_kind, e.record_id, e.created_at
from (
  select distinct on (record_kind, record_id) record_kind, record_id, author_side, created_at from history_entries
  where kind = 'message' and not internal order by record_kind, record_id, created_at desc, position desc
) e
where e.author_side = 'customer' and not exists (
  select from tickets t where e.record_kind = 'ticket' and t.id = e.record_id and (t.status = 4 or t.quarantined_at is not null)
)
union all
select 'ticket', t.id, t.created_at from tickets t
where t.source <> 'staff' and t.status <> 4 and t.quarantined_at is null and not exists (
  select from history_entries e where e.record_kind = 'ticket' and e.record_id = t.id and e.kind = 'message' and not e.internal
);
