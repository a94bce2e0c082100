-- Offers, sales orders, invoices and subscriptions, as the ERP tells them; who of a company may see them; and the keys and the feed of the ERP.

-- Ids of the ERP, by which it names records.
alter table companies add column external_id text unique;

alter table users add column external_id text unique;

alter table time_entries add column external_id text unique;

create table api_keys (
  id uuid primary key default gen_random_uuid(),
  name text not null unique,
  -- SHA-256 of the key.
  hash text not null unique,
  scopes text[] not null check (scopes <@ array[
    'companies', 'users', 'staff', 'permissions', 'orders', 'invoices', 'subscriptions', 'catalogue', 'time-entries', 'files', 'changes'
  ]),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

-- PDFs the ERP handed in, for rows to name. Kept as long as they are named, and a day longer.
create table erp_files (
  sha256 text primary key,
  size bigint not null,
  named_at timestamptz not null
);

create index erp_files_named on erp_files (named_at);

-- Programs disable users too, and may not touch sessions.
create or replace function end_sessions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where user_id = new.id;
  return null;
end
$$;

-- A customer that bought through a sales partner has no permissions: the partner holds that information. When it gets a partner, it loses them.
create function guard_permissions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  partner uuid;
begin
  if cardinality(new.permissions) = 0 then return new; end if;
  -- Locked, because the company may be getting a partner at this moment.
  select c.partner_id into partner from companies c where c.id = new.company_id for share;
  if partner is not null then
    raise exception 'A customer of a sales partner has no permissions.' using errcode = 'check_violation', constraint = 'permissions_by_partner';
  end if;
  return new;
end
$$;

create trigger permissions_guarded before insert or update of permissions, company_id on users for each row execute function guard_permissions();

create function drop_permissions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update users set permissions = '{}' where company_id = new.id and cardinality(permissions) > 0;
  return null;
end
$$;

create trigger permissions_dropped after update of partner_id on companies
for each row when (new.partner_id is not null) execute function drop_permissions();

-- Begins a request, as before; it may be that of a program with an API key, and what a user is permitted is a setting too.
drop function assume(text, text, text, boolean);

create function assume(user_id text, embed_key text, api_key text, owner text, read_only boolean) returns setof void language plpgsql as $$
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
    set_config('transaction_read_only', read_only::text, true),
    -- For each statement: none of ours reads so long, unless somebody is out to keep the server busy.
    set_config('statement_timeout', case when read_only then '10s' else current_setting('statement_timeout') end, true),
    set_config('role', 'etron_app', true)
  from (select nullif(user_id, '')::uuid as id) asking left join users u on u.id = asking.id and u.disabled_at is null;
end
$$;

revoke execute on function assume from public;

create or replace function my_company() returns uuid language sql stable security invoker as $$
  select nullif(current_setting('etron.company', true), '')::uuid
$$;

create function has_permission(permission text) returns boolean language sql stable as $$
  select permission = any(coalesce(nullif(current_setting('etron.permissions', true), ''), '{}')::text[])
$$;

-- Whether a program asks that may write, or read, rows of a kind.
create function has_scope(scope text) returns boolean language sql stable as $$
  select scope = any(coalesce(nullif(current_setting('etron.scopes', true), ''), '{}')::text[])
$$;

create function has_scopes() returns boolean language sql stable as $$
  select coalesce(nullif(current_setting('etron.scopes', true), ''), '{}') <> '{}'
$$;

-- What a day is, and when it ends, where the portal is at home.
create function day_of(moment timestamptz) returns date language sql immutable as $$
  select (moment at time zone 'Europe/Vienna')::date
$$;

create table orders (
  id uuid primary key default gen_random_uuid(),
  external_id text not null unique,
  number text not null,
  title text not null,
  -- An offer that was not accepted in time is `open` with a `valid_until` in the past.
  status text not null check (status in ('open', 'ordered', 'declined', 'cancelled')),
  -- Whether it began as an offer, and since when it is a sales order.
  offered boolean not null,
  ordered_at timestamptz,
  company_id uuid not null references companies,
  assignee_id uuid references users,
  date date not null,
  valid_until date,
  note text,
  -- OrderLine[].
  lines jsonb not null,
  -- OrderTotals, once accepted with the options that were taken.
  totals jsonb not null,
  net numeric(14, 2) not null,
  gross numeric(14, 2) not null,
  -- Of all that is offered, see orders.domain.ts.
  sha256 text not null,
  pdf_sha256 text,
  pdf_size bigint,
  -- Folded number and title.
  search_text text not null,
  viewed_at timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((pdf_sha256 is null) = (pdf_size is null)),
  check (status <> 'open' or (offered and ordered_at is null and pdf_sha256 is not null)),
  check ((status = 'ordered') <= (ordered_at is not null))
);

create index orders_date on orders (date, id);

create index orders_number on orders (number, id);

create index orders_gross on orders (gross, id);

create index orders_company_date on orders (company_id, date, id);

create index orders_company_number on orders (company_id, number, id);

create index orders_company_gross on orders (company_id, gross, id);

create index orders_pdf on orders (pdf_sha256);

create index orders_search on orders using gin ((array[company_id]), search_text gin_trgm_ops);

-- How an offer was answered; once, and for ever.
create table order_answers (
  order_id uuid primary key references orders,
  kind text not null check (kind in ('accepted', 'declined')),
  user_id uuid not null references users,
  name text not null,
  at timestamptz not null,
  reason text,
  options jsonb not null default '{}',
  -- SignatureMark.
  signature jsonb,
  -- What was shown: all that was offered, and its PDF; and the PDF with the signature and our seal.
  shown_sha256 text not null,
  shown_pdf_sha256 text not null,
  result_sha256 text,
  verified_by text not null,
  check (case kind
    when 'accepted' then signature is not null and result_sha256 is not null and reason is null
    else signature is null and result_sha256 is null and reason is not null
  end)
);

create index order_answers_result on order_answers (result_sha256);

create index order_answers_shown_pdf on order_answers (shown_pdf_sha256);

create trigger kept before update or delete on order_answers for each row execute function refuse_change();

create trigger kept_whole before truncate on order_answers for each statement execute function refuse_change();

-- An answer is given to the offer that is shown at this moment, as long as it can be.
create function guard_answer_to_offer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from orders o where o.id = new.order_id and o.status = 'open' and o.sha256 = new.shown_sha256 and o.pdf_sha256 = new.shown_pdf_sha256
      and coalesce(o.valid_until, 'infinity') >= day_of(new.at)
  ) or (current_setting('role') = 'etron_app' and not new.at between now() - interval '30 minutes' and now() + interval '30 minutes') then
    raise exception 'There is nothing to answer.' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger guarded before insert on order_answers for each row execute function guard_answer_to_offer();

-- What may become of an order. An offer is the ERP's until it is answered; an answer leaves it as it was shown, but for its PDF and, with the
-- options taken, its totals; after that it may be cancelled, and gets another employee.
create function guard_order() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  always constant text[] := array['assignee_id', 'changed_at', 'viewed_at'];
  answered constant text[] := array['status', 'ordered_at', 'totals', 'net', 'gross', 'pdf_sha256', 'pdf_size'];
  answer order_answers;
begin
  if tg_op = 'DELETE' then
    if old.status = 'open' and not exists (select from order_answers a where a.order_id = old.id) then return old; end if;
    raise exception 'An order that was answered cannot be deleted.' using errcode = 'restrict_violation';
  end if;
  select * into answer from order_answers a where a.order_id = new.id;
  if old.status = 'open' and answer.order_id is null then
    if new.status = 'declined' then raise exception 'Nobody has declined.' using errcode = 'restrict_violation'; end if;
    return new;
  end if;
  if old.status = 'open' then
    if to_jsonb(new) - (always || answered) = to_jsonb(old) - (always || answered) and (case answer.kind
      when 'accepted' then new.status = 'ordered' and new.ordered_at = answer.at and new.pdf_sha256 = answer.result_sha256
        and new.net = (new.totals ->> 'net')::numeric and new.gross = (new.totals ->> 'gross')::numeric
        and (answer.options <> '{}' or new.totals = old.totals)
      else new.status = 'declined' and new.totals = old.totals and new.pdf_sha256 = old.pdf_sha256
    end) then return new; end if;
  elsif answer.order_id is null and old.status = 'ordered' and new.status in ('ordered', 'cancelled') then
    return new;
  elsif new.status = old.status or (old.status = 'ordered' and new.status = 'cancelled') then
    if to_jsonb(new) - (always || array['status']) = to_jsonb(old) - (always || array['status']) then return new; end if;
  end if;
  raise exception 'An order that was answered cannot be changed.' using errcode = 'restrict_violation';
end
$$;

create trigger guarded before update or delete on orders for each row execute function guard_order();

create trigger kept_whole before truncate on orders for each statement execute function refuse_change();

-- What a customer's answer, or look, may change: policies cannot compare with what was.
create function guard_order_by_customer() returns trigger language plpgsql as $$
declare
  theirs constant text[] := array['status', 'ordered_at', 'totals', 'net', 'gross', 'pdf_sha256', 'pdf_size', 'changed_at', 'viewed_at'];
begin
  if not has_scope('orders') and (
    to_jsonb(new) - theirs <> to_jsonb(old) - theirs or (old.viewed_at is not null and new.viewed_at <> old.viewed_at)
    or (new.status = old.status and to_jsonb(new) - array['viewed_at'] <> to_jsonb(old) - array['viewed_at'])
    or (new.status <> old.status and (
      old.status <> 'open' or not exists (select from order_answers a where a.order_id = new.id and a.user_id = current_user_id())
    ))
  ) then
    raise insufficient_privilege using message = 'Only the ERP may change this of an order.';
  end if;
  return null;
end
$$;

create trigger orders_guarded after update on orders for each row when (current_user = 'etron_app') execute function guard_order_by_customer();

create table invoices (
  id uuid primary key default gen_random_uuid(),
  external_id text not null unique,
  number text not null,
  title text not null,
  -- `overdue` is an open one with a `due_date` in the past.
  status text not null check (status in ('open', 'paid', 'cancelled')),
  company_id uuid not null references companies,
  assignee_id uuid references users,
  date date not null,
  due_date date not null,
  paid_on date,
  net numeric(14, 2) not null,
  gross numeric(14, 2) not null,
  due numeric(14, 2) not null,
  pdf_sha256 text,
  pdf_size bigint,
  search_text text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check ((pdf_sha256 is null) = (pdf_size is null))
);

create index invoices_date on invoices (date, id);

create index invoices_due on invoices (due_date, id);

create index invoices_number on invoices (number, id);

create index invoices_gross on invoices (gross, id);

create index invoices_company_date on invoices (company_id, date, id);

create index invoices_company_due on invoices (company_id, due_date, id);

create index invoices_company_number on invoices (company_id, number, id);

create index invoices_company_gross on invoices (company_id, gross, id);

create index invoices_pdf on invoices (pdf_sha256);

create index invoices_search on invoices using gin ((array[company_id]), search_text gin_trgm_ops);

create index invoices_unpaid on invoices (company_id, due_date) where status = 'open';

-- What is for sale. A function comes with any one of its modules, a configuration needs all of them.
create table catalogue_entries (
  id uuid primary key default gen_random_uuid(),
  external_id text not null unique,
  kind text not null check (kind in ('module', 'function', 'configuration')),
  -- { de, en }.
  name jsonb not null,
  description jsonb not null,
  keywords text[] not null default '{}',
  -- What the look-up goes through, folded: names in both languages, keywords, descriptions; each on a line of its own.
  name_text text not null,
  keyword_text text not null,
  description_text text not null
);

create table catalogue_modules (
  entry_id uuid not null references catalogue_entries on delete cascade,
  module_id uuid not null references catalogue_entries,
  primary key (entry_id, module_id)
);

create index catalogue_modules_module on catalogue_modules (module_id);

create table subscriptions (
  id uuid primary key default gen_random_uuid(),
  external_id text not null unique,
  number text not null,
  title text not null,
  status text not null check (status in ('active', 'ended')),
  company_id uuid not null references companies,
  assignee_id uuid references users,
  instance_key text not null,
  instance_name text not null,
  period text not null check (period in ('month', 'quarter', 'year')),
  start_date date not null,
  end_date date,
  next_invoice date,
  net numeric(14, 2) not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);

create index subscriptions_company on subscriptions (company_id, instance_key);

create table subscription_lines (
  subscription_id uuid not null references subscriptions on delete cascade,
  position integer not null,
  text text not null,
  module_id uuid references catalogue_entries,
  quantity numeric(12, 3) not null,
  unit text,
  unit_price numeric(14, 2) not null,
  discount numeric(6, 3) not null default 0,
  net numeric(14, 2) not null,
  primary key (subscription_id, position)
);

create index subscription_lines_module on subscription_lines (module_id);

-- What customers did, for the ERP. Written by triggers, so that nothing is forgotten. A transaction that began earlier may commit later: readers stop
-- before the oldest one that is still open, and order by it, so that none is skipped.
create table changes (
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  kind text not null,
  at timestamptz not null,
  record_kind text not null,
  record_id uuid not null,
  company_id uuid,
  user_id uuid,
  details jsonb not null default '{}',
  primary key (xid, id)
);

create function note_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'tickets' then
    if new.source <> 'staff' and new.quarantined_at is null then
      insert into changes (kind, at, record_kind, record_id, company_id, user_id)
      select news.kind, news.at, 'ticket', new.id, new.company_id, new.created_by
      from (values
        ('ticket_created', new.created_at, tg_op = 'INSERT' or old.quarantined_at is not null),
        ('ticket_claimed', now(), tg_op = 'UPDATE' and old.quarantined_at is null and old.company_id is null and new.company_id is not null)
      ) news (kind, at, happened) where news.happened;
    end if;
  elsif tg_table_name = 'history_entries' then
    if new.author_side = 'customer' and new.kind in ('message', 'view') then
      insert into changes (kind, at, record_kind, record_id, company_id, user_id)
      values (
        case new.kind when 'view' then 'offer_viewed' else 'message_created' end, new.created_at, new.record_kind, new.record_id,
        case new.record_kind
          when 'ticket' then (select company_id from tickets where id = new.record_id)
          when 'document' then (select company_id from documents where id = new.record_id)
          when 'order' then (select company_id from orders where id = new.record_id)
          when 'invoice' then (select company_id from invoices where id = new.record_id)
          when 'subscription' then (select company_id from subscriptions where id = new.record_id)
        end,
        new.author_id
      );
    end if;
  elsif tg_table_name = 'order_answers' then
    insert into changes (kind, at, record_kind, record_id, company_id, user_id, details)
    select 'offer_' || new.kind, new.at, 'order', o.id, o.company_id, new.user_id,
      case new.kind when 'accepted' then json_build_object('sha256', new.result_sha256, 'options', new.options)
      else json_build_object('reason', new.reason) end
    from orders o where o.id = new.order_id;
  elsif new.status in ('signed', 'declined') and new.status <> old.status then
    insert into changes (kind, at, record_kind, record_id, company_id, user_id, details)
    values ('document_' || new.status, new.changed_at, 'document', new.id, new.company_id,
      case new.status when 'declined' then new.ended_by else current_user_id() end,
      case new.status when 'signed' then json_build_object('sha256', new.sha256) else json_build_object('reason', new.ending_reason) end);
  end if;
  return null;
end
$$;

create trigger changes_noted after insert or update of quarantined_at, company_id on tickets for each row execute function note_change();

create trigger changes_noted after insert on history_entries for each row execute function note_change();

create trigger changes_noted after insert on order_answers for each row execute function note_change();

create trigger changes_noted after update of status on documents for each row execute function note_change();

-- What the ERP made of an order, for its history. Answers write entries of their own.
create function note_order_by_erp() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into history_entries (record_kind, record_id, kind, author_name, author_side, change, created_at)
  select 'order', new.id, news.kind, 'ETRON', 'system', jsonb_build_object('from', news.before, 'to', news.after), new.changed_at
  from (values
    ('status', old.status, new.status, new.status <> old.status
      and not (old.status = 'open' and exists (select from order_answers a where a.order_id = new.id))),
    ('assignment', (select name from users where id = old.assignee_id), (select name from users where id = new.assignee_id),
      new.assignee_id is distinct from old.assignee_id)
  ) news (kind, before, after, happened) where news.happened;
  return null;
end
$$;

create trigger changes_in_history after update of status, assignee_id on orders for each row execute function note_order_by_erp();

create trigger kept before update on changes for each row execute function refuse_change();

-- What was written about a record, attached to it, or worked on it, is its company's: what went to the wrong one is cancelled, and comes anew.
create function keep_company() returns trigger language plpgsql as $$
begin
  raise exception 'It keeps its company.' using errcode = 'restrict_violation', constraint = 'record_keeps_company';
end
$$;

create trigger company_kept before update of company_id on orders for each row
when (new.company_id <> old.company_id) execute function keep_company();

create trigger company_kept before update of company_id on invoices for each row
when (new.company_id <> old.company_id) execute function keep_company();

create trigger company_kept before update of company_id on subscriptions for each row
when (new.company_id <> old.company_id) execute function keep_company();

-- Live updates.
create function notify_erp_record_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('record_changed', format('%s:%s:public', tg_argv[0], new.id));
  return null;
end
$$;

create trigger orders_changed after update on orders for each row execute function notify_erp_record_changed('order');

create trigger invoices_changed after update on invoices for each row execute function notify_erp_record_changed('invoice');

create trigger subscriptions_changed after update on subscriptions for each row execute function notify_erp_record_changed('subscription');

-- The second wall.
alter table api_keys enable row level security;

alter table erp_files enable row level security;

create policy hand_in on erp_files using ((select has_scope('files')));

create policy programs on erp_files for select using ((select has_scope('orders')) or (select has_scope('invoices')));

create policy name on erp_files for update using ((select has_scope('orders')) or (select has_scope('invoices')));

grant select, insert, update (named_at) on erp_files to etron_app;

-- A program finds companies, users and records by the ids of the ERP, and writes what its scopes name.
create policy programs on companies for select using ((select has_scopes()));

create policy sync on companies using ((select has_scope('companies'))) with check ((select has_scope('companies')));

create policy programs on users for select using ((select has_scopes()));

-- Employees see everything: who makes some needs more than whoever makes customers.
create policy sync on users using ((select has_scope('users')) and (role <> 'staff' or (select has_scope('staff'))))
  with check ((select has_scope('users')) and (role <> 'staff' or (select has_scope('staff'))));

create policy permit on users for update using ((select has_scope('permissions')) or (select is_staff()))
  with check ((select has_scope('permissions')) or (select is_staff()));

grant insert, update (external_id, kind, name, name_key, partner_id) on companies to etron_app;

grant insert, update (external_id, name, email, email_verified, role, company_id, management, permissions, phone, disabled_at, updated_at)
  on users to etron_app;

-- Each scope, and staff, may change only what it is for: policies cannot tell columns apart.
create function guard_user() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.permissions = '{}' and not new.email_verified then return new; end if;
  elsif (to_jsonb(new) - array['permissions', 'updated_at'] = to_jsonb(old) - array['permissions', 'updated_at'] or has_scope('users'))
    -- Only whoever reads the mail verifies an address.
    and (not new.email_verified or (old.email_verified and new.email = old.email))
    and (new.permissions = old.permissions or has_scope('permissions') or is_staff()
      -- Those of a company are left behind with it.
      or (new.permissions = '{}' and new.company_id is distinct from old.company_id))
  then
    return new;
  end if;
  raise insufficient_privilege using message = 'This of a user may not be changed.';
end
$$;

create trigger users_guarded before insert or update on users
for each row when (current_user = 'etron_app') execute function guard_user();

-- An account that goes to somebody else, or to another rank, leaves nothing of whoever had it: no session, no password, no host's word.
create function end_logins() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from sessions where user_id = new.id;
  if new.email <> old.email then
    delete from accounts where user_id = new.id;
    delete from host_users where user_id = new.id;
  end if;
  return null;
end
$$;

create trigger logins_ended after update of email, role, company_id on users for each row
when (new.email <> old.email or new.role <> old.role or new.company_id is distinct from old.company_id) execute function end_logins();

alter table orders enable row level security;

create policy staff on orders for select using ((select is_staff()));

-- What was offered, whatever became of it, by the one permission; what was ordered, however it came about, by the other.
create policy mine on orders for select using (
  company_id = (select my_company())
  and ((offered and (select has_permission('offers'))) or (ordered_at is not null and (select has_permission('orders'))))
);

create policy answer on orders for update using (company_id = (select my_company()) and offered and (select has_permission('offers')));

create policy sync on orders using ((select has_scope('orders')));

alter table order_answers enable row level security;

create policy staff on order_answers for select using ((select is_staff()));

create policy mine on order_answers for select using (exists (select from orders o where o.id = order_id));

create policy answer on order_answers for insert with check (
  user_id = current_user_id() and name = (select name from users where id = current_user_id())
  and exists (select from orders o where o.id = order_id and o.company_id = my_company() and has_permission('offers'))
);

alter table invoices enable row level security;

create policy staff on invoices for select using ((select is_staff()));

create policy mine on invoices for select using (company_id = (select my_company()) and (select has_permission('invoices')));

create policy sync on invoices using ((select has_scope('invoices')));

alter table subscriptions enable row level security;

create policy staff on subscriptions for select using ((select is_staff()));

create policy mine on subscriptions for select using (company_id = (select my_company()) and (select has_permission('subscriptions')));

create policy sync on subscriptions using ((select has_scope('subscriptions')));

alter table subscription_lines enable row level security;

create policy visible on subscription_lines for select using (exists (select from subscriptions s where s.id = subscription_id));

create policy sync on subscription_lines using ((select has_scope('subscriptions')));

-- Ids of orders, or of invoices, that match a LIKE pattern or whose company does, at most so many: of the own company, or of any for staff. As matching_tickets.
create function matching_orders(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
begin
  return query select * from (
    select id from orders where (has_permission('offers') or has_permission('orders')) and array[company_id] && array[my_company()] and search_text like pattern
    union all
    select id from orders where is_staff() and search_text like pattern
    union all
    select o.id from companies c join orders o on o.company_id = c.id
    where c.name_key like pattern and (is_staff() or (c.id = my_company() and (has_permission('offers') or has_permission('orders'))))
  ) o limit most;
end
$$;

create function matching_invoices(pattern text, most integer) returns setof uuid
language plpgsql stable rows 100 security definer set search_path = public, pg_temp as $$
begin
  return query select * from (
    select id from invoices where has_permission('invoices') and array[company_id] && array[my_company()] and search_text like pattern
    union all
    select id from invoices where is_staff() and search_text like pattern
    union all
    select i.id from companies c join invoices i on i.company_id = c.id
    where c.name_key like pattern and (is_staff() or (c.id = my_company() and has_permission('invoices')))
  ) i limit most;
end
$$;

-- The catalogue is no secret to anybody who is logged in.
alter table catalogue_entries enable row level security;

create policy everybody on catalogue_entries for select using (current_user_id() is not null or (select has_scopes()));

create policy sync on catalogue_entries using ((select has_scope('catalogue')));

alter table catalogue_modules enable row level security;

create policy everybody on catalogue_modules for select using (current_user_id() is not null or (select has_scopes()));

create policy sync on catalogue_modules using ((select has_scope('catalogue')));

alter table changes enable row level security;

create policy feed on changes for select using ((select has_scope('changes')));

grant select, insert, update on orders, invoices, subscriptions, subscription_lines, catalogue_entries, catalogue_modules to etron_app;

grant delete on subscription_lines, catalogue_modules to etron_app;

grant select, insert on order_answers to etron_app;

grant select on changes to etron_app;

-- History, time and read marks: the policies of the records decide.
create or replace function record_is_visible(kind text, record uuid) returns boolean language sql stable as $$
  select case kind
    when 'ticket' then exists (select from tickets where id = record)
    when 'document' then exists (select from documents where id = record)
    when 'order' then exists (select from orders where id = record)
    when 'invoice' then exists (select from invoices where id = record)
    when 'subscription' then exists (select from subscriptions where id = record)
    else false
  end
$$;

create policy erp_records on history_entries for select using (
  current_user_id() is not null and not internal and record_kind in ('order', 'invoice', 'subscription') and record_is_visible(record_kind, record_id)
);

-- Programs read no histories.
alter policy mine on history_entries using (
  current_user_id() is not null and not internal and record_kind = 'ticket' and exists (select from tickets t where t.id = record_id)
);

alter policy documents on history_entries using (
  current_user_id() is not null and not internal and record_kind = 'document' and exists (select from documents d where d.id = record_id)
);

alter policy mine on attachments using (
  current_user_id() is not null and record_id is not null and case
    when entry_id is null then record_kind = 'ticket' and exists (select from tickets t where t.id = record_id)
    else exists (select from history_entries e where e.id = entry_id)
  end
);

create policy erp_records on time_entries for select using (
  record_kind in ('order', 'invoice', 'subscription') and record_is_visible(record_kind, record_id)
);

alter table history_entries drop constraint history_entries_kind_check;

alter table history_entries add check (kind in ('message', 'status', 'assignment', 'view'));

-- How an offer was answered, and that it was seen for the first time, in the name of whoever did it.
create unique index history_entries_answer on history_entries (record_id) where record_kind = 'order' and kind = 'status' and author_side = 'customer';

create policy answer_offer on history_entries for insert with check (
  record_kind = 'order' and not internal and author_id = current_user_id() and author_side = 'customer' and edited_at is null
  and author_name = (select name from users where id = current_user_id())
  and case kind
    when 'status' then exists (
      select from order_answers a where a.order_id = record_id and a.user_id = current_user_id() and a.at = created_at
        and body is not distinct from a.reason
        and change = jsonb_build_object('from', 'open', 'to', case a.kind when 'accepted' then 'ordered' else 'declined' end)
    )
    when 'view' then body is null and change is null and exists (select from orders o where o.id = record_id and o.viewed_at = history_entries.created_at)
    else false
  end
);

-- Time of employees, by the ERP.
create policy sync on time_entries using ((select has_scope('time-entries')));

grant update (external_id, record_kind, record_id, employee_id, worked_on, minutes, text) on time_entries to etron_app;

create function notify_time_moved() returns trigger language plpgsql as $$
begin
  perform pg_notify('record_changed', format('%s:%s:public', kind, record))
  from (values (old.record_kind, old.record_id), (new.record_kind, new.record_id)) moved (kind, record) group by kind, record;
  return null;
end
$$;

create trigger time_entries_moved after update on time_entries for each row execute function notify_time_moved();

create policy programs on tickets for select using ((select has_scope('time-entries')));

create policy programs on documents for select using ((select has_scope('time-entries')));

create policy programs on orders for select using ((select has_scope('time-entries')));

create policy programs on invoices for select using ((select has_scope('time-entries')));

create policy programs on subscriptions for select using ((select has_scope('time-entries')));

-- The feed names records and people.
create policy feed on tickets for select using ((select has_scope('changes')));

create policy feed on documents for select using ((select has_scope('changes')));

create policy feed on orders for select using ((select has_scope('changes')));

create policy feed on invoices for select using ((select has_scope('changes')));

create policy feed on subscriptions for select using ((select has_scope('changes')));
