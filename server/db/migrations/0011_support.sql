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
  check (kind in ('message', 'status', 'assignment', 'view', 'confirmation'));
