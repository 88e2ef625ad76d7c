/**
 * What binds an envelope to its mailbox: the HPKE info, and the two secrets that are exported under it.
 * Source: docs/protocol.md P4.1 to P4.3.
 */
import { concat, lp, u16, u8, type Bytes } from '../bytes/cursor.ts'
import { LABEL, SUITE, VERSION } from '../protocol.ts'
import type { MailboxKind } from '../wire/address.ts'
import type { ExportContext } from './hpke.ts'

const BODY = lp(`${LABEL}/body`)
const COMMITMENT = lp(`${LABEL}/commitment`)

/** The four bytes in front of every envelope. Throws RangeError unless the hint is a u16. */
export const headerOf = (hint: number): Bytes => concat(u8(VERSION), u8(SUITE), u16(hint))

/** P4.2. */
export const infoOf = (kind: MailboxKind, header: Bytes, address: Bytes): Bytes =>
  concat(lp(LABEL), lp(kind), lp(header), lp(address))

/** P4.3: 32 bytes each. */
export async function exportKeys(
  context: ExportContext,
): Promise<{ readonly bodyKey: Bytes; readonly commitment: Bytes }> {
  const [bodyKey, commitment] = await Promise.all([context.export(BODY, 32), context.export(COMMITMENT, 32)])
  return { bodyKey, commitment }
}
