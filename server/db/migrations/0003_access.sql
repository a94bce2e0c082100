-- The second wall: whatever the service asks for, a request sees and writes only what is its own.
-- Settings, all transaction-local: etron.user_id (who), etron.embed_key (anonymous form), etron.actor (owner of idempotency keys), and
-- what follows from them: etron.staff, etron.companies.

create function current_user_id() returns uuid language sql stable as $$
  select nullif(current_setting('etron.user_id', true), '')::uuid
$$;

create function current_embed_key() returns text language sql stable as $$
  select nullif(current_setting('etron.embed_key', true), '')
$$;

-- Customer: the own company. Partner: the own company and its customers.
create view user_companies as
  select u.id as user_id, c.id as company_id
  from users u join companies c on c.id = u.company_id or (u.role = 'partner' and c.partner_id = u.company_id)
  where u.disabled_at is null;

-- Begins a request: who asks, as settings of the transaction what they may see, so that the policies, which run many times in one query,
-- look at nothing else, and then the role policies apply to. A request cannot call it again for somebody else. Returns no rows.
create function assume(user_id text, embed_key text, owner text, read_only boolean) returns setof void language plpgsql as $$
begin
  perform
    set_config('etron.user_id', user_id, true), set_config('etron.embed_key', embed_key, true), set_config('etron.actor', owner, true),
    set_config('etron.staff', coalesce(u.role = 'staff', false)::text, true),
    set_config('etron.companies', array(select c.company_id from user_companies c where c.user_id = u.id)::text, true),
    set_config('transaction_read_only', read_only::text, true), set_config('role', 'etron_app', true)
  from (select nullif(user_id, '')::uuid as id) asking left join users u on u.id = asking.id and u.disabled_at is null;
end
$$;

revoke execute on function assume from public;

create function is_staff() returns boolean language sql stable as $$
  select coalesce(current_setting('etron.staff', true) = 'true', false)
$$;

create function my_companies() returns uuid[] language sql stable as $$
  select coalesce(nullif(current_setting('etron.companies', true), ''), '{}')::uuid[]
$$;

alter table companies enable row level security;

create policy staff on companies for select using ((select is_staff()));

create policy mine on companies for select using (id = any((select my_companies())::uuid[]));

alter table users enable row level security;

create policy staff on users for select using ((select is_staff()));

-- Employees are known to everybody who is logged in: they answer.
create policy employees on users for select using (role = 'staff' and current_user_id() is not null);

create policy mine on users for select using (company_id = any((select my_companies())::uuid[]));

alter table tickets enable row level security;

create policy staff on tickets using ((select is_staff()));

create policy mine on tickets for select using (company_id = any((select my_companies())::uuid[]) and quarantined_at is null);

create policy file on tickets for insert with check (
  company_id = any((select my_companies())::uuid[]) and created_by = (select current_user_id()) and assignee_id is null and status = 0
  and (contact_verified_at is null or contact_email = (select email from users where id = current_user_id() and email_verified))
);

create policy answer on tickets for update using (company_id = any((select my_companies())::uuid[]) and quarantined_at is null);

-- What an answer may change: it puts a ticket that waits, or is done, back to work. Policies cannot compare with what was.
create function guard_answer() returns trigger language plpgsql as $$
declare
  answered constant text[] := array['status', 'changed_at', 'changed_by'];
begin
  if not is_staff() and (
    to_jsonb(new) - answered <> to_jsonb(old) - answered or (new.status <> old.status and not (old.status in (3, 4) and new.status = 2))
  ) then
    raise insufficient_privilege using message = 'Only staff may change this of a ticket.';
  end if;
  return null;
end
$$;

create trigger tickets_guarded after update on tickets for each row when (current_user = 'etron_app') execute function guard_answer();

create policy embed on tickets for insert with check (
  embed_key = (select current_embed_key()) and company_id is null and created_by is null and assignee_id is null and status = 0
  and contact_verified_at is null
);

-- Security invoker: the policies of the record's own table decide. For single rows; where many are read, the same is written out,
-- because the planner cannot look into a function.
create function record_is_visible(kind text, record uuid) returns boolean language sql stable as $$
  select case kind when 'ticket' then exists (select from tickets where id = record) else false end
$$;

alter table history_entries enable row level security;

create policy staff on history_entries using ((select is_staff()));

create policy mine on history_entries for select using (
  not internal and record_kind = 'ticket' and exists (select from tickets t where t.id = record_id)
);

-- A message, or that the same answer has just put its ticket back to work; in one's own name, and now, as far as clocks agree.
create policy write on history_entries for insert with check (
  not internal and author_id = current_user_id() and author_side = 'customer' and record_is_visible(record_kind, record_id)
  and author_name = (select name from users where id = current_user_id())
  and created_at between now() - interval '30 minutes' and now() + interval '30 minutes' and edited_at is null
  and case kind
    when 'message' then change is null
    when 'status' then body is null and change in ('{"from": "waiting", "to": "in_progress"}', '{"from": "done", "to": "in_progress"}')
      and exists (
        select from tickets t
        where record_kind = 'ticket' and t.id = record_id and t.status = 2 and t.changed_by = current_user_id()
          and t.changed_at = history_entries.created_at
      )
    else false
  end
);

create policy author on history_entries for update using (
  not internal and author_id = current_user_id() and record_is_visible(record_kind, record_id)
);

alter table attachments enable row level security;

create policy staff on attachments using ((select is_staff()));

create policy upload on attachments using (
  record_id is null and (owner_id = current_user_id() or (owner_id is null and embed_key = (select current_embed_key())))
) with check (
  owner_id is not distinct from current_user_id() and (current_user_id() is not null or embed_key = (select current_embed_key()))
  and (record_id is null or record_is_visible(record_kind, record_id))
  and (entry_id is null or exists (select from history_entries e where e.id = entry_id and e.author_id = current_user_id()))
);

create policy mine on attachments for select using (
  record_id is not null and case
    when entry_id is null then record_kind = 'ticket' and exists (select from tickets t where t.id = record_id)
    else exists (select from history_entries e where e.id = entry_id)
  end
);

alter table time_entries enable row level security;

create policy staff on time_entries using ((select is_staff()));

create policy mine on time_entries for select using (
  record_kind = 'ticket' and exists (select from tickets t where t.id = record_id)
);

alter table read_marks enable row level security;

create policy mine on read_marks using (user_id = current_user_id()) with check (
  user_id = current_user_id() and record_is_visible(record_kind, record_id)
);

alter table idempotency_keys enable row level security;

create policy mine on idempotency_keys using (actor = current_setting('etron.actor', true));

alter table outbox enable row level security;

create policy enqueue on outbox for insert with check (true);

grant usage on schema public to etron_app;

-- Temporary tables are no part of any request. Whoever owns the database may say so.
do $$ begin
  execute format('revoke temporary on database %I from public, etron_app', current_database());
exception when insufficient_privilege then null;
end $$;

grant select on companies, users to etron_app;

grant select, insert, update on tickets, attachments, read_marks, idempotency_keys to etron_app;

-- Who wrote something, and when, stays as it was.
grant select, insert, update (body, edited_at) on history_entries to etron_app;

grant select, insert, delete on time_entries to etron_app;

alter table used_values enable row level security;

create policy spend on used_values for insert with check (true);

grant insert on outbox, contact_codes, used_values to etron_app;

alter table contact_codes enable row level security;

create policy embed on contact_codes for insert with check ((select current_embed_key()) is not null);

-- Ids of tickets whose search text matches a LIKE pattern, at most so many: in the given companies, or anywhere for staff. LIKE is not
-- leakproof, so under row-level security it could not use the index; here it can, and only over what the caller may see.
-- In PL/pgSQL, because the plan of a function in SQL is made anew for each call.
create function matching_tickets(companies uuid[], pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
begin
  return query select * from (
    select id from tickets
    where array[company_id] && array(select unnest(companies) intersect select unnest(my_companies())) and quarantined_at is null
      and search_text like pattern
    union all
    select id from tickets where is_staff() and search_text like pattern
  ) t limit most;
end
$$;

-- Attaches uploads of an anonymous form to the ticket that was just filed through the same key; how many there were. A function, because
-- whoever files it may not see the ticket, and so could not change what belongs to it.
create function attach_embed_uploads(uploads uuid[], ticket uuid) returns bigint
language sql volatile security definer set search_path = public, pg_temp as $$
  with attached as (
    update attachments set record_kind = 'ticket', record_id = ticket
    where id = any(uploads) and record_id is null and owner_id is null and embed_key = current_embed_key()
      and exists (select from tickets t where t.id = ticket and t.embed_key = current_embed_key() and t.created_by is null)
    returning id
  ) select count(*) from attached
$$;
