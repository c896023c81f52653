-- What must follow from a change to an account: written with the change, and deleted once it is done.
create table account_consequence (
  -- The operation's that made the change.
  id uuid primary key,
  user_id uuid not null,
  kind varchar(40) not null,
  -- Zero where no session is kept.
  kept_session uuid not null,
  changed_at timestamp with time zone not null
);
