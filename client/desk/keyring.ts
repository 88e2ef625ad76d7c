/**
 * The keys of an open vault, expanded once: a device's signer, the team secrets by version, the intake secrets by epoch.
 * Lives in memory while the desk is unlocked. Source: docs/protocol.md section 3.
 */
import { logAddressOf } from '../../shared/crypto/addresses.ts'
import { chainFrom, intakeKeyOf } from '../../shared/crypto/chain.ts'
import { expandXWing, type XWingSecret } from '../../shared/crypto/kem.ts'
import { signingKeyOf, type SigningKey } from '../../shared/crypto/keys.ts'
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { authorName, type Author } from '../../shared/case/names.ts'
import { addDays, epochOf } from '../../shared/day.ts'
import { CLOCK_TOLERANCE_DAYS, SHEET_EPOCHS } from '../../shared/protocol.ts'
import { EVERYBODY, type ChainEntry } from '../../shared/trust/member-sheet.ts'
import { inboxOf, type InboxAddress, type LogAddress } from '../../shared/wire/address.ts'
import type { MemberKeys } from '../agency/member-keys.ts'
import type { VaultContents } from '../vault/contents.ts'

export interface Keyring {
  /** As client/agency wants them. */
  readonly keys: MemberKeys
  readonly device: SigningKey<'device'>
  /** The device as the author of events. */
  readonly author: Author
  readonly inbox: InboxAddress
  readonly log: LogAddress
  /** Newest version of the team key: what new entries are sealed to. */
  readonly team: { readonly version: number; readonly secret: XWingSecret<'team'> }
  /** Null: this device never had that version. */
  teamSecret(version: number): XWingSecret<'team'> | null
  /** One secret per chain that has the epoch; a hint may name two keys (P4.5). Empty: erased, or never had. */
  intakeSecrets(epoch: number): Promise<readonly XWingSecret<'intake'>[]>
  /** Whether this device has every key that was published for the epoch: only then is mail *unopenable* (P9.16). */
  holdsAll(chains: readonly ChainEntry[], epoch: number): boolean
  /** Whether nobody may have a key for the epoch that this device lacks: some are lost, and it has all others. */
  lacksLostOnly(chains: readonly ChainEntry[], epoch: number): boolean
  /** Opens the next hand-over to this device; null: none was published yet. */
  readonly oneTime: XWingSecret<'one-time'> | null
}

async function keysOf(p: Primitives, contents: VaultContents): Promise<MemberKeys> {
  const { agency, chains, teams, signing } = contents
  const device = await signingKeyOf(p, contents.device)
  return { agency, device, chains, teams, signing: signing === null ? null : await signingKeyOf(p, signing) }
}

/** A sheet of the chain may be dated a little after the day on which another took its place. */
function lastPublished({ replacedDay }: ChainEntry): number {
  const last = replacedDay === null ? null : epochOf(addDays(replacedDay, CLOCK_TOLERANCE_DAYS))
  return last === null ? Infinity : last + SHEET_EPOCHS - 1
}

const publishedFor = (chains: readonly ChainEntry[], epoch: number): readonly ChainEntry[] =>
  chains.filter((chain) => chain.epoch <= epoch && epoch <= lastPublished(chain))

/** Null when the vault has no key of the team of everybody: such a vault opens nothing. */
export async function createKeyring(p: Primitives, contents: VaultContents): Promise<Keyring | null> {
  const inbox = inboxOf(contents.agency)
  const held = contents.teams.filter(({ team }) => team === EVERYBODY)
  const secrets = new Map<number, XWingSecret<'team'>>()
  for (const { version, seed } of held) secrets.set(version, await expandXWing(p, seed))
  const version = Math.max(...secrets.keys())
  const secret = secrets.get(version)
  if (secret === undefined) return null
  const keys = await keysOf(p, contents)
  const has = ({ number }: ChainEntry, epoch: number): boolean =>
    contents.chains.some((chain) => chain.number === number && chain.epoch <= epoch)
  const intake = new Map<string, Promise<XWingSecret<'intake'> | null>>()
  return {
    keys,
    inbox,
    device: keys.device,
    author: authorName(keys.device.publicKey),
    log: await logAddressOf(p, inbox, EVERYBODY),
    team: { version, secret },
    teamSecret: (wanted) => secrets.get(wanted) ?? null,
    async intakeSecrets(epoch) {
      const found = contents.chains.map((chain) => {
        const name = `${chain.number}/${epoch}`
        const known = intake.get(name)
        if (known !== undefined) return known
        const made = chainFrom(p, chain, epoch).then((at) => (at === null ? null : intakeKeyOf(p, at.seed)))
        intake.set(name, made)
        return made
      })
      return (await Promise.all(found)).filter((one) => one !== null)
    },
    holdsAll(chains, epoch) {
      const published = publishedFor(chains, epoch)
      return published.length > 0 && published.every((chain) => has(chain, epoch))
    },
    lacksLostOnly(chains, epoch) {
      const lacked = publishedFor(chains, epoch).filter((chain) => !has(chain, epoch))
      return lacked.length > 0 && lacked.every(({ lost }) => lost === true)
    },
    oneTime: contents.oneTime === null ? null : await expandXWing(p, contents.oneTime.seed),
  }
}
