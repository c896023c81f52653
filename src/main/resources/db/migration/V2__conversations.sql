create table conversation (
  id uuid primary key,
  owner varchar not null,
  title varchar,
  titled_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  revision bigint not null
);

create index conversation_by_owner on conversation (owner, updated_at, id);
create index conversation_by_age on conversation (updated_at);

create table message (
  id uuid primary key,
  conversation_id uuid not null,
  parent_id uuid not null,
  role varchar not null,
  content varchar not null,
  status varchar not null,
  created_at timestamp with time zone not null,
  model varchar,
  karen varchar,
  writer uuid not null
);

create index message_by_conversation on message (conversation_id, created_at, id);

create table conversation_tombstone (
  aggregate uuid primary key,
  owner varchar not null,
  deleted_at timestamp with time zone not null
);
