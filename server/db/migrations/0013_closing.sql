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
