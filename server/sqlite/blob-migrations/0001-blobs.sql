-- Chunks of attachments, in slots like mail: mailbox is 32 bytes of 255 where a slot is used, id the chunk's random id.
create table blob (key integer primary key, mailbox blob not null, id blob not null, received integer not null,
  expires integer not null, taken_by blob not null, taken integer not null) strict;
create table blob_body (key integer primary key, bytes blob not null) strict;
