-- Whoever may answer on a ticket may also say that it is settled, and take that back as long as nothing else has happened to it.

-- The word for a status, as it stands in the history. The same as TICKET_STATUSES in the contract.
create function ticket_status(place smallint) returns text language sql immutable as $$
  select (array['new', 'backlog', 'in_progress', 'waiting', 'done'])[place + 1]
$$;

-- What customers and contacts change of a ticket: an answer puts it back to work, "settled" ends it, and undoing that restores what was before.
create or replace function guard_answer() returns trigger language plpgsql as $$
declare
  answered constant text[] := array['status', 'changed_at', 'changed_by'];
begin
  if is_staff() then return null; end if;
  if to_jsonb(new) - answered <> to_jsonb(old) - answered or (my_ticket() is not null and new.changed_by is not null)
    or (new.status <> old.status and not (
      (old.status in (3, 4) and new.status = 2)
      or new.status = 4
      or (old.status = 4 and exists (
        select from history_entries e
        where e.record_kind = 'ticket' and e.record_id = old.id and e.created_at = old.changed_at and e.author_id is not distinct from current_user_id()
          and e.change = jsonb_build_object('from', ticket_status(new.status), 'to', 'done')
      ))
    ))
  then
    raise insufficient_privilege using message = 'Only staff may change this of a ticket.';
  end if;
  return null;
end
$$;

-- A change of status that somebody other than staff has just made to a ticket.
create function is_own_change(ticket uuid, change jsonb, at timestamptz) returns boolean language sql stable as $$
  select exists (
    select from tickets t
    where t.id = ticket and t.changed_by is not distinct from current_user_id() and t.changed_at = at and change ->> 'to' = ticket_status(t.status)
      and case
        when t.status = 4 then change ->> 'from' in ('new', 'backlog', 'in_progress', 'waiting')
        else change ->> 'from' = 'done' or (change ->> 'from' = 'waiting' and t.status = 2)
      end
      and change = jsonb_build_object('from', change -> 'from', 'to', change -> 'to')
  )
$$;

alter policy write on history_entries with check (
  not internal and author_id = current_user_id() and author_side = 'customer' and record_is_visible(record_kind, record_id)
  and author_name = (select name from users where id = current_user_id())
  and created_at between now() - interval '30 minutes' and now() + interval '30 minutes' and edited_at is null
  and case kind
    when 'message' then change is null
    when 'status' then body is null and record_kind = 'ticket' and is_own_change(record_id, change, created_at)
    else false
  end
);

alter policy contact_write on history_entries with check (
  not internal and record_kind = 'ticket' and record_id = (select my_ticket()) and author_id is null and author_side = 'customer'
  and created_at between now() - interval '30 minutes' and now() + interval '30 minutes' and edited_at is null
  and exists (select from tickets t where t.id = record_id and t.contact ->> 'name' = author_name)
  and case kind
    when 'message' then change is null
    when 'status' then body is null and is_own_change(record_id, change, created_at)
    else false
  end
);

-- Tickets that were merged into another one. Their history, files and times are there now; the old id and number lead on to it.
create table ticket_merges (
  id uuid primary key,
  number text not null unique,
  into_id uuid not null references tickets,
  -- The ticket as it was, for whoever has to look into it later. Requests do not read it.
  ticket jsonb not null,
  merged_at timestamptz not null,
  merged_by uuid not null references users
);

create index ticket_merges_into on ticket_merges (into_id);

alter table ticket_merges enable row level security;

create policy visible on ticket_merges for select using (exists (select from tickets t where t.id = into_id));

grant select (id, number, into_id) on ticket_merges to etron_app;

alter table history_entries drop constraint history_entries_kind_check;

alter table history_entries add constraint history_entries_kind_check check (kind in ('message', 'status', 'assignment', 'view', 'merge'));

-- Whether nobody sees more, and nobody loses sight of anything, when `gone` is merged into `kept`: both are one company's, or the contact of a ticket that is
-- no company's is the other one's too.
create function may_merge(gone tickets, kept tickets) returns boolean language sql immutable as $$
  select gone.id <> kept.id and gone.quarantined_at is null and kept.quarantined_at is null
    and (gone.company_id = kept.company_id or (gone.company_id is null and gone.contact_email = kept.contact_email))
$$;

-- Merges one ticket into another: what was filed becomes an entry at the time of filing, and everything that hangs on the ticket moves. A function, because
-- nobody may move any of that otherwise. The caller has locked both.
create function merge_tickets(duplicate uuid, target uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  gone tickets;
  kept tickets;
  filed uuid;
begin
  select * into strict gone from tickets where id = duplicate;
  select * into strict kept from tickets where id = target;
  if (current_setting('role') = 'etron_app' and not is_staff()) or may_merge(gone, kept) is not true then
    raise insufficient_privilege using message = 'These tickets must not be merged.';
  end if;
  insert into history_entries (record_kind, record_id, kind, author_id, author_name, author_side, body, change, created_at)
  values (
    'ticket', kept.id, 'merge', gone.created_by, coalesce(gone.filed_by_name, gone.contact ->> 'name'),
    case gone.source when 'staff' then 'staff' else 'customer' end, gone.description,
    jsonb_build_object('number', gone.number, 'subject', gone.subject), gone.created_at
  ) returning id into filed;
  update attachments set record_id = kept.id, entry_id = coalesce(entry_id, filed) where record_kind = 'ticket' and record_id = gone.id;
  update attachments set contact_of = kept.id where contact_of = gone.id;
  update history_entries set record_id = kept.id where record_kind = 'ticket' and record_id = gone.id;
  update time_entries set record_id = kept.id where record_kind = 'ticket' and record_id = gone.id;
  delete from read_marks where record_kind = 'ticket' and record_id = gone.id;
  update access_requests set ticket_id = kept.id where ticket_id = gone.id;
  -- The links of another address end with the ticket they were for.
  update ticket_links set ticket_id = kept.id where ticket_id = gone.id and email = kept.contact_email;
  update ticket_merges set into_id = kept.id where into_id = gone.id;
  insert into ticket_merges (id, number, into_id, ticket, merged_at, merged_by)
  values (gone.id, gone.number, kept.id, to_jsonb(gone), at, current_user_id());
  delete from tickets where id = gone.id;
  update tickets set
    search_text = kept.search_text || E'\n' || gone.search_text, changed_at = at, changed_by = current_user_id(),
    contact_verified_at = coalesce(kept.contact_verified_at, case when gone.contact_email = kept.contact_email then gone.contact_verified_at end)
  where id = kept.id;
  -- Whoever looks at it reads it again, and is led on.
  perform pg_notify('record_changed', format('ticket:%s:public', gone.id));
end
$$;

-- What was filed as a ticket that is merged now is still found by the search.
drop trigger message_noted on history_entries;

create trigger message_noted after insert or update of body, internal, record_id on history_entries
for each row when (new.record_kind = 'ticket' and new.kind in ('message', 'merge') and new.body is not null) execute function note_message();
