-- Jobs that wait for others of their kind: one with the same key that nobody has begun takes their place.
alter table outbox add column merge_key text;

create unique index outbox_merged on outbox (merge_key) where done_at is null and attempts = 0;

-- Employees read whether anybody is mailed what they write on a ticket. With their own rights: the view shows the users and companies they see.
alter view user_companies set (security_invoker = true);

grant select on user_companies to etron_app;
