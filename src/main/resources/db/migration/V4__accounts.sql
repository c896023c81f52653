create table account (
  id uuid primary key,
  email varchar(254) not null,
  name varchar(200),
  role varchar(20) not null,
  active boolean not null,
  password_hash varchar(300) not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  revision bigint not null
);
create unique index account_by_email on account (email);
create index account_by_time on account (created_at, id);

-- Its one row is locked by whoever changes accounts: rules that span all of them, such as that an
-- administrator is left, hold across nodes.
create table account_guard (
  id integer primary key
);
insert into account_guard (id) values (1);

create table api_key (
  id varchar(8) primary key,
  aggregate uuid not null,
  hash varchar(100) not null,
  owner varchar(100) not null,
  name varchar(200) not null,
  scopes varchar(200) not null,
  created_at timestamp with time zone not null,
  -- In the year 9999 where it never does.
  expires_at timestamp with time zone not null,
  -- One a line; empty for all.
  models varchar not null,
  -- Each 0 for no limit.
  requests_per_minute bigint not null,
  tokens_per_minute bigint not null,
  token_budget bigint not null,
  -- Empty for none.
  replaces varchar(8) not null
);
create index api_key_by_owner on api_key (owner, created_at, id);

-- A key that was taken back never returns, whichever node made or changed it.
create table api_key_revoked (
  id varchar(8) primary key,
  revoked_at timestamp with time zone not null
);

-- What one node saw of a key; only ever grows.
create table api_key_usage (
  id uuid primary key,
  key_id varchar(8) not null,
  node uuid not null,
  tokens bigint not null,
  used_at timestamp with time zone not null
);
create index api_key_usage_by_key on api_key_usage (key_id);
