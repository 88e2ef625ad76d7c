/**
 * Keeping the agency's intake sheet fresh: any member's device does it, by itself, whenever the desk is opened.
 * Source: docs/protocol.md P7.5.
 */
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { equalBytes } from '../../shared/bytes/equal.ts'
import { chainKeysFor } from '../../shared/crypto/chain.ts'
import type { VerifyKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { type Day, epochOf, lastDayOf } from '../../shared/day.ts'
import { SHEET_EPOCHS } from '../../shared/protocol.ts'
import { seenKey, type SeenVersions, withSeen } from '../../shared/trust/area.ts'
import { nextHead, type SeenVersion } from '../../shared/trust/document.ts'
import {
  encodeIntakeSheet,
  type IntakeSheet,
  readShownSheet,
  type ShownIntakeSheet,
  verifyIntakeSheet,
} from '../../shared/trust/intake-sheet.ts'
import type { MemberSheet } from '../../shared/trust/member-sheet.ts'
import { signDocument } from '../../shared/trust/sign-document.ts'
import type { AgencyContext, AgencyFailure } from './context.ts'
import type { MemberKeys } from './member-keys.ts'
import { fetchSheets } from './member-sheet.ts'

/**
 * - `fresh`: the sheet now at the relay was issued today, by this device or another
 * - `no-chain`: this device lacks the chain that the member sheet names: sync first
 * - `superseded`: others were faster every time: theirs is fresh enough until the next start
 * - `distrusted` with `rolled-back` or `fork`: the relay shows less than was seen, or another one of the same version, and did
 *   not take what was built on what was seen
 */
export type IntakeOutcome =
  | {
      readonly kind: 'fresh'
      readonly memberSheet: MemberSheet
      readonly intakeSheet: IntakeSheet
      /** With both sheets: to be kept. */
      readonly seen: SeenVersions
      /**
       * What the member sheet calls those who signed keys that are not of this device's chain: mail sealed to them opens for
       * nobody else here. Replaced by now, and for people to look into. Empty: none.
       */
      readonly foreign: readonly string[]
    }
  | { readonly kind: 'no-chain' | 'superseded' }
  | AgencyFailure

/** The payload that this device would publish today; null without the chain or its seed. */
async function draftPayload(
  { p, today }: AgencyContext,
  keys: MemberKeys,
  memberSheet: MemberSheet,
  before: SeenVersion | null,
): Promise<Bytes | null> {
  const now: Day = today()
  const epoch = epochOf(now)
  const chain = keys.chains.find(({ number }) => number === memberSheet.chain)
  if (epoch === null || chain === undefined) return null
  const epochs = await chainKeysFor(p, chain, epoch, SHEET_EPOCHS)
  if (epochs === null) return null
  const head = nextHead(before, now, lastDayOf(epoch + SHEET_EPOCHS - 1) - now)
  const { agency, chain: number, version } = memberSheet
  return encodeIntakeSheet({ ...head, agency, chain: number, memberSheetVersion: version, epochs })
}

/** Whether the sheet names other keys than this device's own chain gives, as far as it still has the seeds. */
async function isForeign(p: Primitives, keys: MemberKeys, { chain, epochs }: ShownIntakeSheet): Promise<boolean> {
  const own = keys.chains.find(({ number }) => number === chain)
  const comparable = epochs.filter(({ epoch }) => own !== undefined && epoch >= own.epoch)
  const [first] = comparable
  if (own === undefined || first === undefined) return false
  const expected = await chainKeysFor(p, own, first.epoch, comparable.length)
  return expected?.every(({ key }, index) => equalBytes(key, comparable[index]?.key ?? key)) === false
}

interface Base {
  readonly before: SeenVersion | null
  /** What is wrong with what the relay shows. */
  readonly reason: 'rolled-back' | 'fork' | null
}

/** What the next sheet of a chain follows: never less than this device has seen, whatever the relay shows. */
function baseOf(shown: SeenVersion | null, seen: SeenVersion | undefined): Base {
  if (seen === undefined) return { before: shown, reason: null }
  if (shown === null || shown.version < seen.version) return { before: seen, reason: 'rolled-back' }
  if (shown.version > seen.version || equalBytes(shown.hash, seen.hash)) return { before: shown, reason: null }
  // Of two sheets of one version some phones have seen this, some that one: the next but one follows both.
  return { before: { version: seen.version + 1, hash: shown.hash }, reason: 'fork' }
}

const ATTEMPTS = 3

/**
 * Publishes a new intake sheet unless the relay's is of today, holds and has the keys of the own chain. Steps the chain only in the sheet; erasing old
 * seeds is the vault's matter (9.24). `signingKey`: the agency's, from the verified directory or one's own keys.
 */
export async function publishIntakeSheet(
  context: AgencyContext,
  keys: MemberKeys,
  signingKey: VerifyKey<'agency'>,
  seen: SeenVersions,
): Promise<IntakeOutcome> {
  const { p, relay, today } = context
  const { agency, device } = keys
  const foreign = new Set<string>()
  let newest = seen
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sheets = await fetchSheets(context, agency, signingKey, newest)
    if (sheets.kind !== 'sheets') return sheets
    newest = sheets.seen
    const { memberSheet, intake } = sheets
    const name = seenKey('intake-sheet', agency, memberSheet.chain)
    const lastVersion = seen.get(name)
    const options = { agency, memberSheet, today: today(), online: true, lastVersion }
    const fresh = (intakeSheet: IntakeSheet): IntakeOutcome => {
      const known = withSeen(sheets.seen, name, intakeSheet)
      return { kind: 'fresh', memberSheet, intakeSheet, seen: known, foreign: [...foreign] }
    }
    const current = intake === null ? null : await verifyIntakeSheet(p, intake, options)
    const shown = intake === null ? null : await readShownSheet(p, intake, memberSheet)
    // A predecessor that no member signed would be followed into whatever version its maker likes.
    if (intake !== null && shown === null) return { kind: 'distrusted', reason: 'signature' }
    const isOurs = shown === null || !(await isForeign(p, keys, shown))
    if (!isOurs) for (const { label } of shown.signers) foreign.add(label)
    if (isOurs && current?.ok === true && current.value.issuedDay >= today()) return fresh(current.value)
    const { before, reason } = baseOf(shown?.chain === memberSheet.chain ? shown : null, lastVersion)
    const payload = await draftPayload(context, keys, memberSheet, before)
    if (payload === null) return { kind: 'no-chain' }
    const document = await signDocument(p, 'intake-sheet', payload, [device.seed])
    const written = await verifyIntakeSheet(p, document, options)
    if (!written.ok) return { kind: 'distrusted', reason: written.reason }
    const answer = await relay.putDocument({ kind: 'intake-sheet', agency, document })
    if (answer.kind === 'stored') return fresh(written.value)
    if (answer.kind !== 'superseded') return answer
    if (reason !== null) return { kind: 'distrusted', reason }
  }
  return { kind: 'superseded' }
}
