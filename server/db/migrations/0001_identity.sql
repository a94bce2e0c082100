-- Companies, people, and how they log in. Statements are separated by blank lines.

create extension if not exists pg_trgm;

-- The role every request runs as, so that row-level security applies even when the connection is the owner's or a superuser's.
do $$ begin
  create role etron_app nologin;
exception when duplicate_object or unique_violation then null;
end $$;

-- Whoever creates a role is its member, but from version 16 on may not become it without saying so.
do $$ begin
  set local role etron_app;
  reset role;
exception when insufficient_privilege then
  execute format('grant etron_app to %I', session_user);
end $$;

create table companies (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('customer', 'partner')),
  name text not null,
  -- Folded name, because the embedded database has no German collation.
  name_key text not null,
  partner_id uuid references companies,
  created_at timestamptz not null default now(),
  check (kind = 'customer' or partner_id is null)
);

create index companies_partner on companies (partner_id);

create table users (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  -- Normalised, see normaliseEmail().
  email text not null unique check (email = lower(email collate "C")),
  email_verified boolean not null default false,
  image text,
  role text not null check (role in ('customer', 'partner', 'staff')),
  company_id uuid references companies,
  management boolean not null default false,
  permissions text[] not null default '{}' check (permissions <@ array['offers', 'orders', 'invoices', 'subscriptions']),
  phone text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((role = 'staff') = (company_id is null))
);

create index users_company on users (company_id);

create table sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  -- SHA-256 of the cookie's value.
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- A disabled user's sessions end at once, and do not come back when the user does.
create function end_sessions() returns trigger language plpgsql as $$
begin
  delete from sessions where user_id = new.id;
  return null;
end
$$;

create trigger users_disabled after update of disabled_at on users for each row when (new.disabled_at is not null) execute function end_sessions();

-- Passwords (provider_id 'credential'), one row per way to log in.
create table accounts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create unique index accounts_user on accounts (user_id, provider_id);

-- Mailed login links: `identifier` is `link:` and the SHA-256 of the token, `value` the e-mail address, normalised.
create table verifications (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index verifications_identifier on verifications (identifier);

-- Host applications whose backends sign tokens for their users.
create table hosts (
  id uuid primary key default gen_random_uuid(),
  issuer text not null unique,
  name text not null,
  -- Browser origins the elements may run on.
  origins text[] not null default '{}',
  -- Legacy switch: a shared secret instead of keys. Null means off.
  hs256_secret text check (length(hs256_secret) >= 32)
);

create table host_keys (
  host_id uuid not null references hosts on delete cascade,
  kid text not null,
  jwk jsonb not null,
  revoked_at timestamptz,
  primary key (host_id, kid)
);

-- Which of our users a host's subject is; rights and company come from here, never from the token.
create table host_users (
  host_id uuid not null references hosts on delete cascade,
  subject text not null,
  user_id uuid not null references users on delete cascade,
  primary key (host_id, subject)
);

-- Anonymous ticket forms on partner websites.
create table embed_keys (
  id text primary key,
  partner_id uuid not null references companies,
  origins text[] not null,
  tickets_per_hour integer not null default 20,
  revoked_at timestamptz
);

-- Values that work once: ids of host tokens, proof-of-work challenges.
create table used_values (
  kind text not null,
  value text not null,
  expires_at timestamptz not null,
  primary key (kind, value)
);

-- Secrets the service makes for itself on its first start.
create table secrets (
  name text primary key,
  value text not null
);

create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);

-- Answers to requests that carried an Idempotency-Key, written in the transaction that did the work.
create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  -- json, not jsonb: a repetition gets the very same text.
  response json,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);

-- Work to do after commit: mails.
create table outbox (
  id bigint generated always as identity primary key,
  kind text not null,
  payload jsonb not null,
  attempts integer not null default 0,
  run_at timestamptz not null default now(),
  done_at timestamptz,
  last_error text
);

create index outbox_due on outbox (run_at) where done_at is null;
