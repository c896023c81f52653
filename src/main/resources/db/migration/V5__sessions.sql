create table login_session (
  id uuid primary key,
  user_id uuid not null,
  created_at timestamp with time zone not null,
  absolute_end timestamp with time zone not null,
  last_used_at timestamp with time zone not null,
  counter bigint not null,
  rotations varchar not null,
  device varchar not null,
  address varchar not null,
  revoked_at timestamp with time zone,
  revoked_for varchar,
  revoked_tokens varchar not null,
  revision bigint not null
);

create index login_session_by_user on login_session (user_id, last_used_at);
create index login_session_by_end on login_session (absolute_end);

create table signing_key (
  id varchar primary key,
  generation integer not null,
  created_at timestamp with time zone not null,
  sealed varchar not null
);
