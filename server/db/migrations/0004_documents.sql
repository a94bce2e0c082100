-- Documents to sign. What has been signed stays as it is: the database refuses to change it, whoever asks, its owner included.

-- Whether people may sign on this host's pages.
alter table hosts add column trusted_for_signing boolean not null default false;

create table documents (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  -- Folded title, to search by.
  title_key text not null,
  message text,
  status text not null default 'draft' check (status in ('draft', 'waiting', 'signed', 'declined', 'expired', 'cancelled')),
  company_id uuid not null references companies,
  created_by uuid not null references users,
  -- The author's PDF, and the one that is shown now.
  original_sha256 text not null,
  sha256 text not null,
  size bigint not null,
  -- [{ width, height }] in points.
  pages jsonb not null,
  expires_at timestamptz,
  remind_days integer,
  reminded_at timestamptz,
  may_decline boolean not null default true,
  needs_code boolean not null default false,
  ending_reason text,
  ended_by uuid references users,
  -- Counts the changes of a draft, so that what is sent is what was looked at.
  revision integer not null default 0,
  created_at timestamptz not null default now(),
  -- Last change of status.
  changed_at timestamptz not null default now()
);

create index documents_changed on documents (changed_at, id);

create index documents_company on documents (company_id, changed_at, id);

create index documents_waiting on documents (expires_at) where status = 'waiting';

create index documents_sha256 on documents (sha256);

create index documents_original on documents (original_sha256);

create table document_fields (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null references documents on delete cascade,
  position integer not null,
  -- DocumentField without its id.
  definition jsonb not null,
  name text not null generated always as (definition ->> 'name') stored,
  unique (document_id, name)
);

create table document_signers (
  id uuid primary key default gen_random_uuid(),
  document_id uuid not null references documents on delete cascade,
  user_id uuid not null references users,
  role text not null,
  -- Signers of the same turn in any order, those of a later one after them.
  turn integer not null,
  status text not null default 'waiting' check (status in ('waiting', 'signed', 'declined')),
  ended_at timestamptz,
  unique (document_id, role),
  unique (document_id, user_id)
);

create index document_signers_user on document_signers (user_id, status);

-- Drafts of signers; when one has signed, what they signed.
create table document_values (
  field_id uuid primary key references document_fields on delete cascade,
  document_id uuid not null references documents on delete cascade,
  signer_id uuid not null references document_signers on delete cascade,
  value jsonb not null
);

create index document_values_signer on document_values (signer_id);

create index document_values_document on document_values (document_id);

create table document_signatures (
  signer_id uuid primary key references document_signers,
  document_id uuid not null references documents,
  -- The PDF that was shown, and the one with this signature in it. A PDF is signed once.
  shown_sha256 text not null,
  result_sha256 text not null,
  -- All values by field, marks included.
  signed_values jsonb not null,
  verified_by text not null,
  signed_at timestamptz not null,
  unique (document_id, shown_sha256)
);

create index document_signatures_shown on document_signatures (shown_sha256);

create index document_signatures_result on document_signatures (result_sha256);

-- The audit trail: each hash is over the event and the hash before it. No foreign key: the events of a draft outlive it.
create table document_events (
  document_id uuid not null,
  sequence integer not null,
  kind text not null,
  at timestamptz not null,
  -- json, not jsonb: the hash is over this very text.
  details json not null,
  -- SHA-256 of the salt and the person; null for the service itself.
  commitment text,
  hash text not null,
  primary key (document_id, sequence)
);

-- Who it was, beside the chain: the row can be erased, and the chain still holds.
create table document_event_people (
  document_id uuid not null,
  sequence integer not null,
  user_id uuid not null,
  salt text not null,
  -- { name, email, ipAddress, userAgent, verifiedBy }; json, because the commitment is over this very text.
  person json not null,
  primary key (document_id, sequence),
  foreign key (document_id, sequence) references document_events
);

create index document_event_people_user on document_event_people (user_id);

-- Mailed codes. The code itself is derived from this and the service's secret.
create table signing_codes (
  signer_id uuid primary key references document_signers on delete cascade,
  sha256 text not null,
  salt text not null,
  attempts integer not null default 0,
  expires_at timestamptz not null
);

-- The caller's own company: a partner does not see the documents of its customers.
create function my_company() returns uuid language sql stable security definer set search_path = public, pg_temp as $$
  select u.company_id from users u where u.id = current_user_id() and u.disabled_at is null
$$;

-- Whether the caller is one of the document's signers. As the owner: policies of the two tables would ask each other without end.
create function signs_document(document uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from document_signers s where s.document_id = document and s.user_id = current_user_id())
$$;

-- The only way into the audit trail; `client` is null for what the service does by itself. Who it was is looked up, not told.
create function append_document_event(document uuid, kind text, at timestamptz, details json, client json) returns text
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
  if current_setting('role') = 'etron_app' and not is_staff() and not exists (
    select from documents d where d.id = document and d.company_id = my_company() and d.status <> 'draft'
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

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: it is kept as it was written.', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;

-- What may become of a document. A draft is free; one that waits only takes signatures and ends; one that has ended stays.
create function guard_document() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  moving constant text[] := array['status', 'sha256', 'size', 'changed_at', 'reminded_at', 'ending_reason', 'ended_by'];
begin
  if tg_op = 'INSERT' then
    if new.status = 'draft' then return new; end if;
    raise exception 'A document begins as a draft.' using errcode = 'restrict_violation';
  end if;
  if tg_op = 'DELETE' then
    if old.status = 'draft' then return old; end if;
    raise exception 'A document that was sent cannot be deleted.' using errcode = 'restrict_violation';
  end if;
  if old.status = 'draft' and new.status in ('draft', 'waiting') then return new; end if;
  if old.status <> 'waiting' or new.status = 'draft' or to_jsonb(new) - moving <> to_jsonb(old) - moving then
    raise exception 'A document that was sent cannot be changed.' using errcode = 'restrict_violation';
  end if;
  if new.sha256 <> old.sha256 and not exists (
    select from document_signatures s where s.document_id = new.id and s.shown_sha256 = old.sha256 and s.result_sha256 = new.sha256
  ) then
    raise exception 'Another PDF comes from a signature only.' using errcode = 'restrict_violation';
  end if;
  if new.status = 'signed' and (
    new.sha256 = old.sha256 or exists (select from document_signers s where s.document_id = new.id and s.status <> 'signed')
  ) then
    raise exception 'Somebody has not signed.' using errcode = 'restrict_violation';
  end if;
  if new.status = 'declined' and not exists (select from document_signers s where s.document_id = new.id and s.status = 'declined') then
    raise exception 'Nobody has declined.' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger guarded before insert or update or delete on documents for each row execute function guard_document();

-- Fields and signers are a draft's, and stay with their document; a signer of a document that waits may end once, when it is their turn. Where
-- the document is gone, its draft was deleted.
create function guard_draft_part() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record := coalesce(new, old);
  state text;
begin
  select d.status into state from documents d where d.id = part.document_id;
  if coalesce(state, 'draft') = 'draft' and (tg_op <> 'UPDATE' or old.document_id = new.document_id) then return part; end if;
  if tg_table_name = 'document_signers' and tg_op = 'UPDATE' and state = 'waiting' then
    if old.status = 'waiting' and new.status <> 'waiting'
      and to_jsonb(new) - array['status', 'ended_at'] = to_jsonb(old) - array['status', 'ended_at']
      and not exists (
        select from document_signers s where s.document_id = new.document_id and s.turn < new.turn and s.status <> 'signed'
      )
      and (new.status = 'declined' or exists (select from document_signatures s where s.signer_id = new.id))
    then return new; end if;
  end if;
  raise exception 'A document that was sent keeps its % as they are.', substr(tg_table_name, 10) using errcode = 'restrict_violation';
end
$$;

create trigger guarded before insert or update or delete on document_fields for each row execute function guard_draft_part();

create trigger guarded before insert or update or delete on document_signers for each row execute function guard_draft_part();

-- Values change as long as their signer may still sign; with the signature they stay. None ever becomes one of another field.
create function guard_values() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  part record := coalesce(new, old);
begin
  if tg_op = 'UPDATE' and (old.field_id, old.document_id, old.signer_id) <> (new.field_id, new.document_id, new.signer_id) then
    raise exception 'A value keeps its field.' using errcode = 'restrict_violation';
  end if;
  if exists (select from documents d where d.id = part.document_id) and not exists (
    select from documents d join document_signers s on s.document_id = d.id join document_fields f on f.document_id = d.id
    where d.id = part.document_id and d.status = 'waiting' and s.id = part.signer_id and s.status = 'waiting'
      and f.id = part.field_id and f.definition ->> 'role' = s.role
  ) then
    raise exception 'Signed values stay as they are.' using errcode = 'restrict_violation';
  end if;
  return part;
end
$$;

create trigger guarded before insert or update or delete on document_values for each row execute function guard_values();

-- A signature is put under the PDF that is shown at this moment, in turn, by somebody who has not signed.
create function guard_signature() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (
    select from documents d join document_signers s on s.document_id = d.id
    where d.id = new.document_id and d.status = 'waiting' and d.sha256 = new.shown_sha256 and s.id = new.signer_id and s.status = 'waiting'
  ) then
    raise exception 'There is nothing to sign.' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;

create trigger guarded before insert on document_signatures for each row execute function guard_signature();

create trigger kept before update or delete on document_signatures for each row execute function refuse_change();

create trigger kept before update or delete on document_events for each row execute function refuse_change();

-- Deleting one is how personal data is erased.
create trigger kept before update on document_event_people for each row execute function refuse_change();

create trigger kept_whole before truncate on documents for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_fields for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_signers for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_values for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_signatures for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_events for each statement execute function refuse_change();

create trigger kept_whole before truncate on document_event_people for each statement execute function refuse_change();

create function notify_document_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('record_changed', format('document:%s:%s', new.id, case when new.status = 'draft' then 'internal' else 'public' end));
  return null;
end
$$;

create trigger documents_changed after update on documents for each row execute function notify_document_changed();

alter table documents enable row level security;

create policy staff on documents using ((select is_staff()));

create policy mine on documents for select using (company_id = (select my_company()) and status <> 'draft');

create policy sign on documents for update using (company_id = (select my_company()) and status = 'waiting' and signs_document(id))
  with check (status in ('waiting', 'signed', 'declined'));

alter table document_fields enable row level security;

create policy staff on document_fields using ((select is_staff()));

create policy mine on document_fields for select using (exists (select from documents d where d.id = document_id));

alter table document_signers enable row level security;

create policy staff on document_signers using ((select is_staff()));

create policy mine on document_signers for select using (exists (select from documents d where d.id = document_id));

create policy sign on document_signers for update using (user_id = current_user_id());

alter table document_values enable row level security;

-- A draft is nobody else's business.
create policy mine on document_values using (
  exists (select from document_signers s where s.id = signer_id and s.user_id = current_user_id())
);

alter table document_signatures enable row level security;

create policy staff on document_signatures for select using ((select is_staff()));

create policy mine on document_signatures for select using (exists (select from documents d where d.id = document_id));

create policy sign on document_signatures for insert with check (
  exists (select from document_signers s where s.id = signer_id and s.user_id = current_user_id())
);

alter table document_events enable row level security;

create policy staff on document_events for select using ((select is_staff()));

create policy signer on document_events for select using (exists (select from documents d where d.id = document_id) and signs_document(document_id));

alter table document_event_people enable row level security;

create policy mine on document_event_people for select using (exists (
  select from document_events e where e.document_id = document_event_people.document_id and e.sequence = document_event_people.sequence
));

alter table signing_codes enable row level security;

create policy mine on signing_codes using (
  exists (select from document_signers s where s.id = signer_id and s.user_id = current_user_id())
);

grant select, insert, update, delete on documents, document_signers to etron_app;

grant select, insert, delete on document_fields to etron_app;

grant select, insert, update, delete on document_values, signing_codes to etron_app;

grant select, insert on document_signatures to etron_app;

grant select on document_events, document_event_people to etron_app;

-- History, time and read marks of documents: the policies of the documents decide.
create or replace function record_is_visible(kind text, record uuid) returns boolean language sql stable as $$
  select case kind
    when 'ticket' then exists (select from tickets where id = record)
    when 'document' then exists (select from documents where id = record)
    else false
  end
$$;

create policy documents on history_entries for select using (
  not internal and record_kind = 'document' and exists (select from documents d where d.id = record_id)
);

create policy documents on time_entries for select using (
  record_kind = 'document' and exists (select from documents d where d.id = record_id)
);
