-- Failed attempts to sign in, by account, by account and device, by address; named by keyed hashes.
create table login_lane (
  lane varchar(80) primary key,
  failures integer not null,
  blocked_until timestamp with time zone not null,
  counted_at timestamp with time zone not null
);
create index login_lane_counted_at on login_lane (counted_at);

-- How accounts usually sign in; accounts and networks are named by keyed hashes.
create table login_habit (
  account varchar(80) primary key,
  logins integer not null,
  sites varchar(1000) not null,
  last_login timestamp with time zone not null
);
create index login_habit_last_login on login_habit (last_login);

-- The audit log: rows are added, never changed, and not removed before their time. Each start of a node
-- begins a chain, in which each row carries the hash of the one before.
create table audit_event (
  id uuid primary key,
  chain uuid not null,
  seq bigint not null,
  happened_at timestamp with time zone not null,
  kind varchar(60) not null,
  outcome varchar(20) not null,
  subject varchar(300),
  address varchar(300),
  details varchar not null,
  keep_until timestamp with time zone not null,
  previous varchar(64) not null,
  hash varchar(64) not null,
  seal varchar(64) not null
);
create unique index audit_event_in_chain on audit_event (chain, seq);
create index audit_event_by_time on audit_event (happened_at, id);
create index audit_event_keep_until on audit_event (keep_until);
