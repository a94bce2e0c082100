-- The employee who looks after a document. Nothing that is signed says who that is, so it can change at any time, also after the last signature,
-- and the audit trail has no event for it: the history of the document tells it.
alter table documents add column assignee_id uuid references users;

-- What may become of a document. A draft is free; one that waits only takes signatures and ends; one that has ended stays. An employee is
-- assigned at any time, by a change of nothing else.
create or replace function guard_document() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
  if new.assignee_id is distinct from old.assignee_id and to_jsonb(new) - 'assignee_id' = to_jsonb(old) - 'assignee_id' then
    if current_setting('role') <> 'etron_app' or is_staff() then return new; end if;
    raise exception 'Only employees assign a document.' using errcode = 'restrict_violation';
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
