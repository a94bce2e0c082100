-- „My access“: what people change of their own row, and what the ERP keeps of it.

alter table users
  -- In which mails are written; null as long as nobody has chosen one.
  add column language text check (language in ('de', 'en')),
  -- What the ERP said last. What a person has written since stays until the ERP says something else.
  add column synced_name text,
  add column synced_phone text;

update users set synced_name = name, synced_phone = phone where external_id is not null;

grant update (language, synced_name, synced_phone) on users to etron_app;

create policy own on users for update
  using (id = (select current_user_id()) and disabled_at is null) with check (id = (select current_user_id()) and disabled_at is null);

create or replace function guard_user() returns trigger language plpgsql as $$
declare
  own constant text[] := array['name', 'phone', 'language', 'updated_at'];
begin
  if tg_op = 'INSERT' then
    if new.permissions = '{}' and not new.email_verified then return new; end if;
  elsif new.id = current_user_id() and to_jsonb(new) - own = to_jsonb(old) - own then
    return new;
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

-- The feed tells the ERP what people change of themselves. That is about no record.
alter table changes
  alter column record_kind drop not null,
  alter column record_id drop not null,
  add check ((kind = 'profile_changed') = (record_kind is null) and (record_kind is null) = (record_id is null));

create function note_profile() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into changes (kind, at, company_id, user_id, details)
  values ('profile_changed', new.updated_at, new.company_id, new.id, json_build_object('name', new.name, 'phone', new.phone));
  return null;
end
$$;

create trigger changes_noted after update of name, phone on users for each row
  when (new.id = current_user_id() and (new.name, new.phone) is distinct from (old.name, old.phone)) execute function note_profile();
