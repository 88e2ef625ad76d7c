/** Who made a copy: only a holder of the pepper makes its tag. Source: docs/decisions/009-backups.md. */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { derivedKeyOf, type Pepper } from '../mailboxes/mailbox-key.ts'
import { sha256 } from '../sha256.ts'

/** 32 bytes. */
export function copyTagOf(pepper: Pepper, manifest: Bytes): Bytes {
  return derivedKeyOf(pepper, 'sosafe/v1/copy-tag', sha256(manifest))
}
