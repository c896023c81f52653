-- Hashes of the requests that brought them, so that a key is known when its mark is gone. Empty: it
-- had none, or came before this column.
alter table conversation add column request varchar default '' not null;
alter table message add column request varchar default '' not null;
