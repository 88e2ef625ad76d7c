-- Mail of inboxes and reply mailboxes: which of the two a row is, nobody can tell from here. It lies in slots, rows of
-- one length that are overwritten in place at random positions; there is no index on disk, so nothing tells the order of
-- arrival (docs/decisions/003-sqlite-geometry.md). One pair of tables per size of envelope.
-- mailbox: HMAC-SHA-256(pepper, address), 32 zero bytes in a free slot. Days since 1970-01-01, nothing finer is kept;
-- 20000 stands for none, so that every day takes two bytes. taken_by: HMAC of the device key, zeros for none.
create table mail_0 (key integer primary key, mailbox blob not null, id blob not null, received integer not null,
  expires integer not null, taken_by blob not null, taken integer not null) strict;
create table mail_1 (key integer primary key, mailbox blob not null, id blob not null, received integer not null,
  expires integer not null, taken_by blob not null, taken integer not null) strict;
create table mail_2 (key integer primary key, mailbox blob not null, id blob not null, received integer not null,
  expires integer not null, taken_by blob not null, taken integer not null) strict;
create table mail_0_body (key integer primary key, bytes blob not null) strict;
create table mail_1_body (key integer primary key, bytes blob not null) strict;
create table mail_2_body (key integer primary key, bytes blob not null) strict;

-- An agency's logs stand under the key of its inbox. number: dense from 1 within (mailbox, team). entry: id of the entry
-- as it was appended, kept under a tombstone. source: the envelope that it came from.
create table log (
  mailbox blob not null,
  team integer not null,
  number integer not null,
  entry blob not null,
  source blob,
  size integer,
  key integer,
  tombstone blob,
  primary key (mailbox, team, number)
) strict, without rowid;
create unique index log_by_entry on log (mailbox, team, entry);
create unique index log_by_source on log (mailbox, source) where source is not null;
create table log_0_body (key integer primary key, bytes blob not null) strict;
create table log_1_body (key integer primary key, bytes blob not null) strict;
create table log_2_body (key integer primary key, bytes blob not null) strict;

-- The newest of each. agency: id, empty for the directory. accepted: the day on which the relay verified it.
create table document (
  kind text not null,
  agency text not null,
  version integer not null,
  hash blob not null,
  accepted integer not null,
  document text not null,
  primary key (kind, agency)
) strict, without rowid;

-- token: SHA-256 of the one-time token. agency and signing_key are set when it was used.
create table introduction (
  token blob primary key,
  description text not null,
  agency text unique,
  signing_key blob
) strict, without rowid;

create table setting (name text primary key, value blob not null) strict, without rowid;
