-- Jobs that wait for others of their kind: one with the same key that nobody has begun takes their place.
alter table outbox add column merge_key text;

create unique index outbox_merged on outbox (merge_key) where done_at is null and attempts = 0;
