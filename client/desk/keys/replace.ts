/**
 * Replacing the agency's keys from an administrator's desk: what was begun lies in the vault until the member sheet names the
 * new keys, so that every step may be the last one before a crash. Source: docs/protocol.md 9.30, 9.31.
 */
import { parseBase64url } from '../../../shared/bytes/base64url.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import type { Author } from '../../../shared/case/names.ts'
import { authorName } from '../../../shared/case/names.ts'
import { currentMembers, memberState, type MemberSheet } from '../../../shared/trust/member-sheet.ts'
import { giftFor } from '../../agency/holdings.ts'
import { withKeys } from '../../agency/member-keys.ts'
import { createNewKeys } from '../../agency/replace-keys.ts'
import type { Replacing, VaultContents } from '../../vault/contents.ts'
import type { OpenDesk } from '../open-desk.ts'
import { chainsToGive, isSameGift, sealGift } from './give.ts'
import { ownSheet, publishedKeys } from './standing-keys.ts'

export const keyOf = (author: Author): Bytes => parseBase64url(author) ?? new Uint8Array()

const isCurrent = (sheet: MemberSheet, author: Author): boolean => memberState(sheet, keyOf(author)) === 'current'

/** The hand-overs of keys that are nobody's: they go like any that came too late. */
function letGo(desk: OpenDesk, contents: VaultContents): VaultContents {
  const { replacing } = contents
  if (replacing === null) return contents
  const entries = desk.copy.entries()
  const found = replacing.handed.flatMap(({ entry }) => entries.filter(({ id }) => id === entry))
  const erasing = found.map(({ number, id }) => ({ number, entry: id }))
  const given = replacing.handed.filter(({ entry }) => found.every(({ id }) => id !== entry))
  return {
    ...contents,
    erasing: [...contents.erasing, ...erasing],
    given: [...contents.given, ...given],
    replacing: null,
  }
}

export type BeginOutcome =
  | { readonly kind: 'begun' }
  | { readonly kind: 'not-administrator' }
  /** An administrator removes another's device, never the own one. */
  | { readonly kind: 'own-device' }
  /** It is not on the member sheet any more. */
  | { readonly kind: 'gone' }
  /** This computer's calendar is wrong: a chain would begin in the wrong epoch. */
  | { readonly kind: 'clock' }

/** Makes new keys and stores them with what is to be done. Whatever was begun before is done along with it, under these keys. */
export async function beginReplacing(desk: OpenDesk, remove: Author | null): Promise<BeginOutcome> {
  const contents = desk.contents()
  const sheet = ownSheet(desk)
  if (contents.signing === null) return { kind: 'not-administrator' }
  if (desk.tools.clockAheadDays() !== 0) return { kind: 'clock' }
  if (sheet === null) return { kind: 'gone' }
  if (remove === desk.link().keyring.author) return { kind: 'own-device' }
  if (remove !== null && !isCurrent(sheet, remove)) return { kind: 'gone' }
  const before = contents.replacing?.remove ?? []
  await makeAnew(desk, sheet, remove === null ? before : [...new Set([...before, remove])])
  return { kind: 'begun' }
}

async function makeAnew(desk: OpenDesk, sheet: MemberSheet, remove: readonly Author[]): Promise<void> {
  const made = createNewKeys(desk.tools, sheet)
  await desk.keep({ ...letGo(desk, desk.contents()), replacing: { ...made, remove, handed: [] } })
}

/** Others have replaced the keys: what is left to do is to remove those who are still there. */
export async function redo(desk: OpenDesk, { remove }: Replacing): Promise<void> {
  const sheet = ownSheet(desk)
  const left = sheet === null ? [] : remove.filter((author) => isCurrent(sheet, author))
  if (sheet === null || left.length === 0) await desk.keep(letGo(desk, desk.contents()))
  else await makeAnew(desk, sheet, left)
}

/** Seals the new keys to each device that stays and has published a one-time key, durable here; `sendWaiting` sends them. */
export async function handOut(desk: OpenDesk, sheet: MemberSheet): Promise<void> {
  const own = desk.link().keyring.author
  const chains = await chainsToGive(desk, sheet)
  const published = publishedKeys(desk)
  for (const { device } of currentMembers(sheet)) {
    const { replacing, teams } = desk.contents()
    const to = authorName(device)
    const key = published.get(to)
    if (replacing === null || key === undefined || to === own || replacing.remove.includes(to)) continue
    if (replacing.handed.some((one) => isSameGift(one, { to, number: key.number }))) continue
    const gift = giftFor(withKeys({ chains, teams }, { chains: [replacing.chain], teams: replacing.teams }), key.holds)
    const sealed = await sealGift(desk, to, key, gift)
    await desk.copy.write([sealed.entry])
    await desk.keep({ ...desk.contents(), replacing: { ...replacing, handed: [...replacing.handed, sealed.given] } })
  }
}

/** The member sheet names the new keys: they are the desk's own from now on. */
export async function adopt(desk: OpenDesk, seen: VaultContents['seen']): Promise<void> {
  const { replacing, ...contents } = desk.contents()
  if (replacing === null) return
  const given = [...contents.given, ...replacing.handed]
  await desk.keep({
    ...withKeys(contents, { chains: [replacing.chain], teams: replacing.teams }),
    given,
    replacing: null,
    seen,
  })
  await desk.copy.catchUp()
}
