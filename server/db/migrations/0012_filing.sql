-- Who filed a ticket, for everybody who sees it: name, and company where it is not the ticket's own. A function, because a customer does not see
-- the users of its sales partner. Null for a ticket that was filed without a login, and for one the caller does not see.
create function ticket_filer(ticket uuid) returns json
language sql stable security definer set search_path = public, pg_temp as $$
  select json_build_object('name', u.name, 'company', c.name)
  from tickets t join users u on u.id = t.created_by left join companies c on c.id = u.company_id and c.id is distinct from t.company_id
  where t.id = ticket and ticket_is_visible(
    t, (select sees_all('tickets')), (select my_company()), (select my_companies()), (select my_permissions()), (select my_ticket())
  )
$$;

-- Whoever writes a mail asks what its reader sees. With the caller's own rights: the view shows nobody more of users and companies than these tables do.
alter view user_companies set (security_invoker = true);

grant select on user_companies to etron_app;
