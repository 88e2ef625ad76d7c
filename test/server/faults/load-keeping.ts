/** The part of the load that keeps one thing and replaces it again and again: a sheet of the agency, a recovery copy. */
import { createKit, deriveKitKeys } from '../../../shared/crypto/kit.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { lastDayOf } from '../../../shared/day.ts'
import { documentHash, type SeenVersion } from '../../../shared/trust/document.ts'
import type { IntakeSheetContent } from '../../../shared/trust/intake-sheet.ts'
import type { UnverifiedDocument } from '../../../shared/wire/documents.ts'
import { copyPreimage } from '../../../shared/wire/recovery.ts'
import { p, signIntakeSheet } from '../../shared/trust/world.ts'
import { envelope, filled, idOf } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress } from '../relay-fixture.ts'
import { memberOf, type Deployment } from './deployment.ts'
import type { Ledger } from './ledger.ts'
import { answered, comeLater, type Client } from './until-gone.ts'

export async function keepersOf({ front, second }: Deployment, ledger: Ledger): Promise<readonly Client[]> {
  const device = present(front.devices[1])
  const kit = await deriveKitKeys(
    p,
    createKit((length) => filled(length, 77)),
  )
  const lastDay = lastDayOf(present(front.intakeSheet.epochs.at(-1)).epoch)
  const seenOf = async (sheet: IntakeSheetContent, { payload }: UnverifiedDocument): Promise<SeenVersion> => ({
    version: sheet.version,
    hash: await documentHash(p, 'intake-sheet', payload),
  })
  // As `publish` of the deployment puts it.
  const first = { ...front.intakeSheet, expiresDay: lastDay }
  let before = await seenOf(first, await signIntakeSheet(first, device))

  /** Each sheet names the one before it: after a kill the same is put again, and the next fits only over it. */
  const publisher: Client = async (relay) => {
    const sheet = { ...first, version: before.version + 1, previous: before.hash }
    const document = await signIntakeSheet(sheet, device)
    ledger.sheet.sent = sheet.version
    const put = answered(await relay.putDocument({ kind: 'intake-sheet', agency: front.id, document }))
    if (put.kind !== 'stored') {
      ledger.surprises.push(`sheet ${sheet.version}: ${put.kind}`)
      comeLater()
    }
    ledger.sheet.acknowledged = put.version
    before = await seenOf(sheet, document)
  }
  const copyKeeper: Client = async (relay) => {
    const serial = (ledger.copy.sent += 1)
    const sealed = envelope(serial)
    const signature = await sign(p, kit.reading.seed, copyPreimage(kit.address, serial, idOf(sealed)))
    const names = { agency: inboxAddress(second), readingKey: kit.reading.publicKey }
    const kept = answered(await memberOf(relay, second, 0).keepCopy({ ...names, serial, signature, envelope: sealed }))
    if (kept.kind !== 'kept') throw new Error(`a copy: ${kept.kind}`)
    ledger.copy.acknowledged = serial
    const found = answered(await relay.asKit(signerOf(p, kit.reading)).recover(kit.address))
    if (found.kind !== 'copy' || found.copy.serial !== serial) throw new Error('a copy that was just acknowledged')
  }
  return [publisher, copyKeeper]
}
