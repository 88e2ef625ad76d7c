/**
 * Handing keys to colleagues who ask for them: any member that holds the newest does, once for each one-time key, so that an
 * agency does not hang on one administrator. Source: docs/protocol.md 9.33, 9.34.
 */
import type { Author } from '../../../shared/case/names.ts'
import { envelopeName } from '../../../shared/case/names.ts'
import type { HandoverBody, OneTimeKeyBody } from '../../../shared/case/log-event.ts'
import { eraseOldSeeds } from '../../../shared/crypto/chain.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import type { MemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { sealHandover } from '../../agency/handover.ts'
import { giftFor, holdingsOf, holdsNewest } from '../../agency/holdings.ts'
import type { GivenKeys, VaultContents } from '../../vault/contents.ts'
import { provenDay } from '../agency/agency-view.ts'
import type { OpenDesk } from '../open-desk.ts'
import { publishedKeys } from './standing-keys.ts'

export interface SealedGift {
  readonly given: GivenKeys
  readonly entry: Envelope
}

/** A hand-over of these keys to the device whose newest one-time key this is. */
export async function sealGift(
  desk: OpenDesk,
  to: Author,
  { number, key }: OneTimeKeyBody,
  body: HandoverBody,
): Promise<SealedGift> {
  const { p, random, nowMs: now, keyring } = desk.link()
  const entry = await sealHandover({ p, random, now }, keyring.keys, key, body)
  return { entry, given: { to, number, entry: envelopeName(await envelopeIdOf(p, entry)) } }
}

/** The chains that the sheet vouches for, without seeds whose time is over. */
export async function chainsToGive(desk: OpenDesk, sheet: MemberSheet): Promise<HandoverBody['chains']> {
  const view = desk.view()
  if (view === null) return []
  const { p, today } = desk.link()
  const named = desk.contents().chains.filter(({ number }) => sheet.chains.some((mark) => mark.number === number))
  return Promise.all(named.map((chain) => eraseOldSeeds(p, chain, today(), provenDay(view))))
}

export const isSameGift = (a: Pick<GivenKeys, 'to' | 'number'>, b: Pick<GivenKeys, 'to' | 'number'>): boolean =>
  a.to === b.to && a.number === b.number

/** Writes a hand-over to everybody who asks and was not answered from here. */
export async function giveKeys(desk: OpenDesk, sheet: MemberSheet): Promise<void> {
  const own = desk.link().keyring.author
  if (!holdsNewest(sheet, holdingsOf(desk.contents()))) return
  const chains = await chainsToGive(desk, sheet)
  for (const [to, ask] of publishedKeys(desk)) {
    const { given, teams } = desk.contents()
    if (to === own || !ask.asks || given.some((one) => isSameGift(one, { to, number: ask.number }))) continue
    const gift = giftFor({ chains, teams }, ask.holds)
    if (gift.chains.length + gift.teams.length === 0) continue
    const sealed = await sealGift(desk, to, ask, gift)
    await desk.copy.write([sealed.entry])
    await desk.keep({ ...desk.contents(), given: [...given, sealed.given] })
  }
}

/**
 * Hand-overs to one-time keys that are spent: the receiver has erased what it opened; what came too late opens for nobody and
 * goes too.
 */
export function withoutSpent(desk: OpenDesk): VaultContents {
  const contents = desk.contents()
  const published = publishedKeys(desk)
  const isSpent = ({ to, number }: GivenKeys): boolean => published.get(to)?.number !== number
  const spent = contents.given.filter(isSpent)
  if (spent.length === 0 || desk.copy.position()?.missing.length !== 0) return contents
  const left = desk.copy.entries().filter(({ id }) => spent.some(({ entry }) => entry === id))
  const erasing = left.map(({ number, id }) => ({ number, entry: id }))
  return {
    ...contents,
    given: contents.given.filter((one) => !isSpent(one)),
    erasing: [...contents.erasing, ...erasing],
  }
}
