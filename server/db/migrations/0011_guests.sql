-- The guest of a host: somebody a host application vouches for and the portal does not know. They file tickets, and see nothing.

-- Whom a ticket comes from, as the host knows them. Once the host's user is one of the portal too, the ticket is theirs.
alter table tickets
  add column host_id uuid references hosts,
  add column host_subject text,
  add constraint tickets_host_check check ((host_id is null) = (host_subject is null));

create index tickets_host on tickets (host_id, host_subject) where host_id is not null;

-- Uploads of a guest, who has no account that could own them.
alter table attachments
  add column host_id uuid references hosts,
  add column host_subject text,
  add constraint attachments_host_check check ((host_id is null) = (host_subject is null));

create index subscriptions_instance on subscriptions (instance_key);

-- The company an instance belongs to. The ERP's keys of instances are unique within a company only: one that several use says nothing.
create function company_of_instance(instance text) returns uuid language sql stable as $$
  select (array_agg(distinct company_id))[1] from subscriptions where instance_key = instance having count(distinct company_id) = 1
$$;

create function my_host() returns uuid language sql stable as $$
  select nullif(current_setting('etron.host', true), '')::uuid
$$;

create function my_host_subject() returns text language sql stable as $$
  select nullif(current_setting('etron.host_subject', true), '')
$$;

-- The company of the instance that the guest's host vouches for.
create function my_instance_company() returns uuid language sql stable as $$
  select nullif(current_setting('etron.instance_company', true), '')::uuid
$$;

drop function assume(text, text, text, text, text, boolean);

-- `guest` is empty, or a JSON object with `host`, `subject` and `instance`.
create function assume(user_id text, embed_key text, api_key text, ticket_link text, guest text, owner text, read_only boolean)
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
    set_config('etron.host', coalesce(asking.guest ->> 'host', ''), true),
    set_config('etron.host_subject', coalesce(asking.guest ->> 'subject', ''), true),
    set_config('etron.instance_company', case when asking.guest ->> 'instance' is null then ''
      else coalesce(company_of_instance(asking.guest ->> 'instance')::text, '') end, true),
    set_config('transaction_read_only', read_only::text, true),
    -- For each statement: none of ours reads so long, unless somebody is out to keep the server busy.
    set_config('statement_timeout', case when read_only then '10s' else current_setting('statement_timeout') end, true),
    set_config('role', 'etron_app', true)
  from (select nullif(user_id, '')::uuid as id, nullif(guest, '')::json as guest) asking
    left join users u on u.id = asking.id and u.disabled_at is null;
end
$$;

revoke execute on function assume from public;

create policy guest on tickets for insert with check (
  host_id = (select my_host()) and host_subject = (select my_host_subject())
  and company_id is not distinct from (select my_instance_company())
  and created_by is null and embed_key is null and assignee_id is null and status = 0 and contact_verified_at is null
);

-- Nobody else files or uploads in the name of a guest.
create policy no_guest on tickets as restrictive for insert with check (
  host_id is not distinct from (select my_host()) and host_subject is not distinct from (select my_host_subject())
);

create policy guest on attachments using (
  record_id is null and host_id = (select my_host()) and host_subject = (select my_host_subject())
) with check (
  record_id is null and host_id = (select my_host()) and host_subject = (select my_host_subject())
  and owner_id is null and embed_key is null and contact_of is null
);

create policy no_guest on attachments as restrictive for insert with check (
  host_id is not distinct from (select my_host()) and host_subject is not distinct from (select my_host_subject())
);

create policy guest on contact_codes for insert with check ((select my_host()) is not null);

drop function attach_embed_uploads(uuid[], uuid);

-- Attaches uploads to a ticket that the caller has filed and does not see: the visitor of a page with an embed key, or the guest of a host.
create function attach_unseen_uploads(uploads uuid[], ticket uuid) returns bigint
language sql security definer set search_path = public, pg_temp as $$
  with attached as (
    update attachments a set record_kind = 'ticket', record_id = t.id
    from tickets t
    where a.id = any(uploads) and a.record_id is null and a.owner_id is null and a.contact_of is null
      and t.id = ticket and t.created_by is null
      and (a.embed_key = current_embed_key() and t.embed_key = current_embed_key()
        or (a.host_id, a.host_subject) = (my_host(), my_host_subject()) and (t.host_id, t.host_subject) = (my_host(), my_host_subject()))
    returning a.id
  ) select count(*) from attached
$$;

-- Employees are told which host vouches for who filed a ticket. A function, because nobody has any business with the table.
create function host_name(host uuid) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select name from hosts where id = host and is_staff()
$$;
