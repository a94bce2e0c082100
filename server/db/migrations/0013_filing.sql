-- Who filed a ticket, for everybody who sees it: the name, and the company where it is not the ticket's own. Kept as it was then, like the authors in the
-- history: a customer does not see the users of its sales partner, and to ask a function for each row makes a page of the list three times as slow.
alter table tickets add column filed_by_name text, add column filed_by_company text;

-- Nobody needs to hear of it.
alter table tickets disable trigger tickets_changed;

update tickets t set filed_by_name = u.name, filed_by_company = (select c.name from companies c where c.id = u.company_id and c.id is distinct from t.company_id)
from users u where u.id = t.created_by;

alter table tickets enable trigger tickets_changed;

-- Set by the database, so that nobody files in somebody else's name.
create function name_filer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select u.name, (select c.name from companies c where c.id = u.company_id and c.id is distinct from new.company_id)
  into new.filed_by_name, new.filed_by_company
  from users u where u.id = new.created_by;
  return new;
end
$$;

create trigger filer_named before insert or update of created_by, filed_by_name, filed_by_company on tickets
for each row execute function name_filer();

-- The list by who filed: over everything, for staff, and within a company.
create index tickets_filer on tickets (created_by, changed_at, id);

create index tickets_company_filer on tickets (company_id, created_by, changed_at, id) include (quarantined_at);

-- Whoever writes a mail asks what its reader sees. With the caller's own rights: the view shows nobody more of users and companies than these tables do.
alter view user_companies set (security_invoker = true);

grant select on user_companies to etron_app;
