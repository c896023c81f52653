-- What was applied: inserted in the transaction of the effect, so that applying twice does nothing.
create table applied_operation (
  id uuid primary key,
  aggregate uuid not null,
  type varchar(60) not null,
  fingerprint varchar(100) not null,
  asked_at timestamp with time zone not null
);
create index applied_operation_asked_at on applied_operation (asked_at);

-- What came too late to take effect, such as a message for a conversation that was deleted elsewhere.
create table operation_conflict (
  id uuid primary key,
  aggregate uuid not null,
  type varchar(60) not null,
  asked_at timestamp with time zone not null
);

-- Used in the embedded database only: which aggregates it holds a copy of, beside a shared database.
create table held_copy (
  aggregate uuid primary key,
  touched_at timestamp with time zone not null
);
create index held_copy_touched_at on held_copy (touched_at);
