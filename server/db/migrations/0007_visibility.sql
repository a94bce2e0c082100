-- Who may see a record, said once for each kind. The policies of its table, the search, live updates and the queries of the service all call the function of the kind.
--
-- The rights are arguments, because the question is asked about the caller, whose rights are settings, and about others, whose rights are in
-- their rows:
--   sees_all     sees every record of the kind
--   company      the own company
--   companies    the own company, and for a partner its customers
--   permissions  what the own company has permitted
--
-- The planner writes such a function out in place of the call, and so finds indexes, as long as it is one expression without a subquery that
-- names each argument once. An argument that is the same for all rows is given as `(select …)`, which is evaluated once for each query.

create function ticket_is_visible(record tickets, sees_all boolean, company uuid, companies uuid[], permissions text[]) returns boolean
language sql immutable as $$
  select sees_all or (record.company_id = any(companies) and record.quarantined_at is null)
$$;

-- A partner does not see what its customers sign, are offered or owe.
create function document_is_visible(record documents, sees_all boolean, company uuid, companies uuid[], permissions text[]) returns boolean
language sql immutable as $$
  select sees_all or (record.company_id = company and record.status <> 'draft')
$$;

-- What was offered, whatever became of it, by one permission; what was ordered, however it came about, by the other.
create function order_is_visible(record orders, sees_all boolean, company uuid, companies uuid[], permissions text[]) returns boolean
language sql immutable as $$
  select sees_all or (record.company_id = company and permissions && array[
    case when record.offered then 'offers' end, case when record.ordered_at is not null then 'orders' end
  ])
$$;

create function invoice_is_visible(record invoices, sees_all boolean, company uuid, companies uuid[], permissions text[]) returns boolean
language sql immutable as $$
  select sees_all or (record.company_id = company and 'invoices' = any(permissions))
$$;

create function subscription_is_visible(record subscriptions, sees_all boolean, company uuid, companies uuid[], permissions text[]) returns boolean
language sql immutable as $$
  select sees_all or (record.company_id = company and 'subscriptions' = any(permissions))
$$;

create function my_permissions() returns text[] language sql stable as $$
  select coalesce(nullif(current_setting('etron.permissions', true), ''), '{}')::text[]
$$;

create or replace function has_permission(permission text) returns boolean language sql stable as $$
  select permission = any(my_permissions())
$$;

-- Whether the caller sees every record of a kind: employees do, and programs that write records of this kind, or name records of any kind.
create function sees_all(scope text) returns boolean language sql stable as $$
  select is_staff() or has_scope(scope) or has_scope('time-entries') or has_scope('changes')
$$;

drop policy staff on tickets;
drop policy mine on tickets;
drop policy answer on tickets;
drop policy programs on tickets;
drop policy feed on tickets;

create policy visible on tickets for select using (ticket_is_visible(
  tickets, (select sees_all('tickets')), (select my_company()), (select my_companies()), (select my_permissions())
));

-- What may be changed is guarded by a trigger.
create policy change on tickets for update using (ticket_is_visible(
  tickets, (select is_staff()), (select my_company()), (select my_companies()), (select my_permissions())
));

create policy file_for_customer on tickets for insert with check ((select is_staff()));

drop policy staff on documents;
drop policy mine on documents;
drop policy programs on documents;
drop policy feed on documents;

create policy visible on documents for select using (document_is_visible(
  documents, (select sees_all('documents')), (select my_company()), (select my_companies()), (select my_permissions())
));

create policy draft on documents for insert with check ((select is_staff()));

create policy manage on documents for update using ((select is_staff()));

create policy discard on documents for delete using ((select is_staff()));

drop policy staff on orders;
drop policy mine on orders;
drop policy sync on orders;
drop policy programs on orders;
drop policy feed on orders;

create policy visible on orders for select using (order_is_visible(
  orders, (select sees_all('orders')), (select my_company()), (select my_companies()), (select my_permissions())
));

create policy sync_new on orders for insert with check ((select has_scope('orders')));

create policy sync_known on orders for update using ((select has_scope('orders')));

drop policy staff on invoices;
drop policy mine on invoices;
drop policy sync on invoices;
drop policy programs on invoices;
drop policy feed on invoices;

create policy visible on invoices for select using (invoice_is_visible(
  invoices, (select sees_all('invoices')), (select my_company()), (select my_companies()), (select my_permissions())
));

create policy sync_new on invoices for insert with check ((select has_scope('invoices')));

create policy sync_known on invoices for update using ((select has_scope('invoices')));

drop policy staff on subscriptions;
drop policy mine on subscriptions;
drop policy sync on subscriptions;
drop policy programs on subscriptions;
drop policy feed on subscriptions;

create policy visible on subscriptions for select using (subscription_is_visible(
  subscriptions, (select sees_all('subscriptions')), (select my_company()), (select my_companies()), (select my_permissions())
));

create policy sync_new on subscriptions for insert with check ((select has_scope('subscriptions')));

create policy sync_known on subscriptions for update using ((select has_scope('subscriptions')));

-- The only way into the audit trail; `client` is null for what the service does by itself. Who it was is looked up, not told.
create or replace function append_document_event(document uuid, kind text, at timestamptz, details json, client json) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last document_events;
  next integer;
  caller users;
  somebody text;
  salt text;
  promise text;
  digest text;
begin
  perform from documents d where d.id = document for update;
  if current_setting('role') = 'etron_app' and not exists (
    select from documents d
    where d.id = document and document_is_visible(d, is_staff(), my_company(), my_companies(), my_permissions())
  ) then
    raise insufficient_privilege using message = 'permission denied for document';
  end if;
  select * into last from document_events e where e.document_id = document order by e.sequence desc limit 1;
  next := coalesce(last.sequence, 0) + 1;
  select * into caller from users u where u.id = current_user_id() and client is not null;
  if caller.id is not null then
    salt := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    somebody := json_build_object(
      'name', caller.name, 'email', caller.email, 'ipAddress', client ->> 'ipAddress', 'userAgent', client ->> 'userAgent',
      'verifiedBy', client ->> 'verifiedBy'
    )::text;
    promise := encode(sha256(convert_to(salt || E'\n' || somebody, 'UTF8')), 'hex');
  end if;
  digest := encode(sha256(convert_to(concat_ws(E'\n',
    coalesce(last.hash, repeat('0', 64)), next, document, kind, (extract(epoch from at) * 1000000)::bigint, details::text, coalesce(promise, '')
  ), 'UTF8')), 'hex');
  insert into document_events values (document, next, kind, at, details, promise, digest);
  if promise is not null then
    insert into document_event_people values (document, next, caller.id, salt, somebody::json);
  end if;
  return digest;
end
$$;

-- Ids of records whose search text, or whose company's name, matches a LIKE pattern, at most so many. LIKE is not leakproof, so under
-- row-level security it could not use an index; here it can. In PL/pgSQL, because the plan of a function in SQL is made anew for each call.
-- The overlap of arrays is no rule of its own: it tells the index where to look for what may be visible.
drop function matching_tickets(uuid[], text, integer);

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
    where array[t.company_id] && companies and t.search_text like pattern and ticket_is_visible(t, false, own, companies, granted)
    limit most;
  end if;
end
$$;

create or replace function matching_orders(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
declare
  own constant uuid := my_company();
  companies constant uuid[] := my_companies();
  granted constant text[] := my_permissions();
begin
  if sees_all('orders') then
    return query select * from (
      select o.id from orders o where o.search_text like pattern
      union all
      select o.id from companies c join orders o on o.company_id = c.id where c.name_key like pattern
    ) m limit most;
  else
    return query select * from (
      select o.id from orders o
      where array[o.company_id] && array[own] and o.search_text like pattern and order_is_visible(o, false, own, companies, granted)
      union all
      select o.id from companies c join orders o on o.company_id = c.id
      where c.id = own and c.name_key like pattern and order_is_visible(o, false, own, companies, granted)
    ) m limit most;
  end if;
end
$$;

create or replace function matching_invoices(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
declare
  own constant uuid := my_company();
  companies constant uuid[] := my_companies();
  granted constant text[] := my_permissions();
begin
  if sees_all('invoices') then
    return query select * from (
      select i.id from invoices i where i.search_text like pattern
      union all
      select i.id from companies c join invoices i on i.company_id = c.id where c.name_key like pattern
    ) m limit most;
  else
    return query select * from (
      select i.id from invoices i
      where array[i.company_id] && array[own] and i.search_text like pattern and invoice_is_visible(i, false, own, companies, granted)
      union all
      select i.id from companies c join invoices i on i.company_id = c.id
      where c.id = own and c.name_key like pattern and invoice_is_visible(i, false, own, companies, granted)
    ) m limit most;
  end if;
end
$$;
