-- Closed to changes for whoever speaks SQL as the application: rows of the audit log can't be updated, and
-- not deleted before the time that each of them names.
create function audit_event_closed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.keep_until < now() then
    return old;
  end if;
  raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end;
$$;

create trigger audit_event_closed before update or delete on audit_event
  for each row execute function audit_event_closed();

create trigger audit_event_closed_to_truncate before truncate on audit_event
  for each statement execute function audit_event_closed();
