-- What recovery kits open: one envelope per device that keeps one. address: HMAC of the recovery address; keeper: HMAC of
-- the device key, under another label than taken_by. serial: the kit's own count of its copies. No day, and no row number
-- that would tell an order.
create table recovery_copy (
  address blob primary key,
  keeper blob not null unique,
  serial integer not null,
  signature blob not null,
  envelope blob not null
) strict, without rowid;
