/**
 * Being handed keys: whatever the log holds for this device's one-time key is opened, checked against the member sheet and
 * stored together with the next one-time key, so that the seed which opened it is gone. What does not hold is named.
 * Source: docs/protocol.md 9.32, 9.33.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Author, EnvelopeName } from '../../../shared/case/names.ts'
import type { XWingSecret } from '../../../shared/crypto/kem.ts'
import { findMember, type MemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { NamedEntry } from '../../agency/erase-entry.ts'
import { type OpenedHandover, openHandover } from '../../agency/handover.ts'
import { checkHandover, type WrongHandover } from '../../agency/handover-check.ts'
import { holdingsOf } from '../../agency/holdings.ts'
import { withKeys } from '../../agency/member-keys.ts'
import type { VaultContents } from '../../vault/contents.ts'
import type { OpenDesk } from '../open-desk.ts'
import { isDue, publishOneTimeKey } from './one-time-key.ts'
import { lackOf } from './standing-keys.ts'

interface Found {
  readonly named: NamedEntry
  readonly opened: OpenedHandover
}

/** Each entry is tried once with each secret. */
const tried = new WeakMap<XWingSecret<'one-time'>, Map<EnvelopeName, OpenedHandover | null>>()

async function handoversTo(desk: OpenDesk, secret: XWingSecret<'one-time'>): Promise<readonly Found[]> {
  const { p } = desk.link()
  const known = tried.get(secret) ?? new Map<EnvelopeName, OpenedHandover | null>()
  tried.set(secret, known)
  const found: Found[] = []
  for (const { id, number, hint } of desk.copy.entries()) {
    if (hint !== 0) continue
    if (!known.has(id)) {
      const entry = await desk.copy.envelopeAt(number)
      if (entry !== null) known.set(id, await openHandover(p, desk.contents().agency, secret, entry))
    }
    const opened = known.get(id) ?? null
    if (opened !== null) found.push({ named: { number, entry: id }, opened })
  }
  return found
}

/** A hand-over that was refused, by whom, as the member sheet calls them. */
export interface Refused {
  readonly label: string
  readonly reason: WrongHandover
}

const labelOf = (sheet: MemberSheet, author: Author): string =>
  findMember(sheet, parseBase64url(author) ?? new Uint8Array())?.label ?? ''

/** Stores what is genuine, and publishes the next one-time key when it is due. Gives what was refused. */
export async function receiveKeys(desk: OpenDesk, sheet: MemberSheet): Promise<readonly Refused[]> {
  const { p, keyring } = desk.link()
  const { agencyKey } = desk.contents()
  const found = keyring.oneTime === null ? [] : await handoversTo(desk, keyring.oneTime)
  const refused: Refused[] = []
  let contents: VaultContents = desk.contents()
  let isSpent = false
  for (const { opened } of found) {
    const checked = await checkHandover(p, sheet, agencyKey, opened)
    if (checked.kind === 'genuine') {
      contents = withKeys(contents, checked)
      isSpent = true
    } else if (checked.kind === 'wrong-handover') {
      refused.push({ label: labelOf(sheet, opened.author), reason: checked.reason })
    }
  }
  if (isSpent) contents = { ...contents, erasing: [...contents.erasing, ...found.map(({ named }) => named)] }
  const lack = lackOf(desk, sheet, holdingsOf(contents))
  if (isSpent || isDue(desk, lack)) await publishOneTimeKey(desk, contents, sheet, lack)
  if (isSpent) await desk.copy.catchUp()
  return refused
}
