-- The contact of a ticket: somebody without an account who has confirmed the address that stands on it. A mailed link opens this one ticket.

create table ticket_links (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references tickets on delete cascade,
  -- The address the link was mailed to, normalised. The link is dead as soon as the ticket has another contact.
  email text not null,
  -- SHA-256 of the token. Nothing but the mail ever holds the token itself.
  hash text not null unique,
  expires_at timestamptz not null,
  revoked_at timestamptz
);

create index ticket_links_ticket on ticket_links (ticket_id);

create index ticket_links_expired on ticket_links (expires_at);

-- Whether a link opens a ticket at a moment: the one rule for logging in, row-level security and live updates.
create function ticket_link_opens(link ticket_links, record tickets, moment timestamptz) returns boolean language sql immutable as $$
  select link.ticket_id = record.id and link.revoked_at is null and link.expires_at > moment
    and link.email = record.contact_email and record.contact_verified_at is not null
$$;

-- Wishes of contacts to get an account. An address has one that is not settled at most.
create table access_requests (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references tickets on delete cascade,
  -- Normalised, and confirmed when the request was made.
  email text not null,
  name text not null,
  -- Of the page the request was made on, for the mail that answers it.
  language text not null,
  created_at timestamptz not null,
  settled_at timestamptz
);

create unique index access_requests_open on access_requests (email) where settled_at is null;

create index access_requests_ticket on access_requests (ticket_id);

-- Uploads of a contact, who has no account that could own them.
alter table attachments add column contact_of uuid references tickets;

-- The ticket that the caller's link opens; null for everybody else.
create function my_ticket() returns uuid language sql stable as $$
  select nullif(current_setting('etron.ticket', true), '')::uuid
$$;

drop function assume(text, text, text, text, boolean);

create function assume(user_id text, embed_key text, api_key text, ticket_link text, owner text, read_only boolean)
returns setof void language plpgsql as $$
begin
  perform
    set_config('etron.user_id', user_id, true), set_config('etron.embed_key', embed_key, true), set_config('etron.actor', owner, true),
    set_config('etron.staff', coalesce(u.role = 'staff', false)::text, true),
    set_config('etron.company', coalesce(u.company_id::text, ''), true),
    set_config('etron.companies', array(select c.company_id from user_companies c where c.user_id = u.id)::text, true),
    set_config('etron.permissions', coalesce(u.permissions, '{}')::text, true),
    set_config('etron.scopes', coalesce((
      select k.scopes from api_keys k where k.id = nullif(api_key, '')::uuid and k.revoked_at is null
    ), '{}')::text, true),
    set_config('etron.ticket', case when ticket_link = '' then '' else coalesce((
      select t.id::text from ticket_links l join tickets t on t.id = l.ticket_id
      where l.id = nullif(ticket_link, '')::uuid and ticket_link_opens(l, t, now())
    ), '') end, true),
    set_config('transaction_read_only', read_only::text, true),
    -- For each statement: none of ours reads so long, unless somebody is out to keep the server busy.
    set_config('statement_timeout', case when read_only then '10s' else current_setting('statement_timeout') end, true),
    set_config('role', 'etron_app', true)
  from (select nullif(user_id, '')::uuid as id) asking left join users u on u.id = asking.id and u.disabled_at is null;
end
$$;

revoke execute on function assume from public;

-- The rule for tickets gets one more argument: the ticket whose contact somebody is.
drop policy visible on tickets;

drop policy change on tickets;

drop function matching_tickets(text, integer);

drop function ticket_is_visible(tickets, boolean, uuid, uuid[], text[]);

create function ticket_is_visible(
  record tickets, sees_all boolean, company uuid, companies uuid[], permissions text[], contact_of uuid
) returns boolean language sql immutable as $$
  select sees_all or (record.quarantined_at is null and (record.company_id = any(companies) or record.id = contact_of))
$$;

create policy visible on tickets for select using (ticket_is_visible(
  tickets, (select sees_all('tickets')), (select my_company()), (select my_companies()), (select my_permissions()), (select my_ticket())
));

create policy change on tickets for update using (ticket_is_visible(
  tickets, (select is_staff()), (select my_company()), (select my_companies()), (select my_permissions()), (select my_ticket())
));

create function matching_tickets(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
declare
  own constant uuid := my_company();
  companies constant uuid[] := my_companies();
  granted constant text[] := my_permissions();
begin
  if sees_all('tickets') then
    return query select t.id from tickets t where t.search_text like pattern limit most;
  else
    return query select t.id from tickets t
    where array[t.company_id] && companies and t.search_text like pattern and ticket_is_visible(t, false, own, companies, granted, null)
    limit most;
  end if;
end
$$;

-- An answer of a contact is nobody's: no user has written it.
create or replace function guard_answer() returns trigger language plpgsql as $$
declare
  answered constant text[] := array['status', 'changed_at', 'changed_by'];
begin
  if not is_staff() and (
    to_jsonb(new) - answered <> to_jsonb(old) - answered or (new.status <> old.status and not (old.status in (3, 4) and new.status = 2))
    or (my_ticket() is not null and new.changed_by is not null)
  ) then
    raise insufficient_privilege using message = 'Only staff may change this of a ticket.';
  end if;
  return null;
end
$$;

create policy contact on history_entries for select using (
  not internal and record_kind = 'ticket' and record_id = (select my_ticket()) and exists (select from tickets t where t.id = record_id)
);

-- As `write` for users: a message, or that it has just put the ticket back to work; under the name of the ticket's contact, and now.
create policy contact_write on history_entries for insert with check (
  not internal and record_kind = 'ticket' and record_id = (select my_ticket()) and author_id is null and author_side = 'customer'
  and created_at between now() - interval '30 minutes' and now() + interval '30 minutes' and edited_at is null
  and exists (
    select from tickets t where t.id = record_id and t.contact ->> 'name' = author_name and case kind
      when 'message' then change is null
      when 'status' then body is null and change in ('{"from": "waiting", "to": "in_progress"}', '{"from": "done", "to": "in_progress"}')
        and t.status = 2 and t.changed_by is null and t.changed_at = history_entries.created_at
      else false
    end
  )
);

create policy contact on attachments for select using (
  record_kind = 'ticket' and record_id = (select my_ticket())
  and case
    when entry_id is null then exists (select from tickets t where t.id = record_id)
    else exists (select from history_entries e where e.id = entry_id)
  end
);

create policy contact_upload on attachments using (
  record_id is null and contact_of = (select my_ticket())
) with check (
  contact_of = (select my_ticket()) and owner_id is null and embed_key is null
  and (record_id is null or (record_kind = 'ticket' and record_id = (select my_ticket()) and exists (
    select from history_entries e
    where e.id = entry_id and e.record_kind = 'ticket' and e.record_id = (select my_ticket()) and e.author_id is null and e.author_side = 'customer'
  )))
);

-- Nobody else uploads in the name of a contact.
alter policy upload on attachments with check (
  owner_id is not distinct from current_user_id() and (current_user_id() is not null or embed_key = (select current_embed_key()))
  and contact_of is null
  and (record_id is null or record_is_visible(record_kind, record_id))
  and (entry_id is null or exists (select from history_entries e where e.id = entry_id and e.author_id = current_user_id()))
);

-- Times are for the customer, and not for whoever may answer on one ticket.
alter policy mine on time_entries using (
  record_kind = 'ticket' and (select my_ticket()) is null and exists (select from tickets t where t.id = record_id)
);

-- The employees a contact has to do with: who is assigned, and who has answered. A function, because a policy that asked tickets and history
-- about employees would come back to itself.
create function my_employees() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(
    select assignee_id from tickets where id = my_ticket() and assignee_id is not null
    union
    select author_id from history_entries
    where record_kind = 'ticket' and record_id = my_ticket() and not internal and author_side = 'staff' and author_id is not null
  )
$$;

create policy contact on users for select using (role = 'staff' and id = any((select my_employees())::uuid[]));

-- Whoever asked for access gets an account, which has to be confirmed by logging in through a mail.
create policy invite on users for insert with check (
  (select is_staff()) and role <> 'staff' and exists (select from access_requests r where r.email = users.email and r.settled_at is null)
);

alter table ticket_links enable row level security;

create policy staff on ticket_links for select using ((select is_staff()));

create policy revoke on ticket_links for update using ((select is_staff()));

grant select, update (revoked_at) on ticket_links to etron_app;

alter table access_requests enable row level security;

create policy staff on access_requests for select using ((select is_staff()));

create policy settle on access_requests for update using ((select is_staff()));

create policy ask on access_requests for insert with check (
  settled_at is null and exists (
    select from tickets t where t.id = ticket_id and t.id = (select my_ticket()) and t.contact_email = email and t.contact ->> 'name' = name
  )
);

grant select, insert, update (settled_at) on access_requests to etron_app;
