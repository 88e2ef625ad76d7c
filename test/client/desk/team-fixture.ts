/** A team of desks at work: invited devices, phones that are online, and everything that ever went over the wire. */
import { replaceEntry } from '../../../client/agency/erase-entry.ts'
import type { Session } from '../../../client/desk/session.ts'
import type { Vault } from '../../../client/vault/vault.ts'
import type { VaultContents } from '../../../client/vault/contents.ts'
import { parseSealedVault } from '../../../client/vault/vault.ts'
import type { MailboxStore } from '../../../server/mailboxes/store.ts'
import { authorName, envelopeName, type Author } from '../../../shared/case/names.ts'
import { envelopeIdOf } from '../../../shared/crypto/envelope-id.ts'
import { signingKeyOf } from '../../../shared/crypto/keys.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { DIRECTORY_DAYS, INCARNATION_BYTES } from '../../../shared/protocol.ts'
import { NOTHING_SEEN, verifyArea } from '../../../shared/trust/area.ts'
import { encodeDirectory } from '../../../shared/trust/directory.ts'
import { documentHash, nextHead } from '../../../shared/trust/document.ts'
import { chooseIntakeKey } from '../../../shared/trust/intake-sheet.ts'
import type { MemberSheet } from '../../../shared/trust/member-sheet.ts'
import { verifyMemberSheet } from '../../../shared/trust/member-sheet.ts'
import type { Refusal } from '../../../shared/trust/outcome.ts'
import { inboxOf } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { present } from '../../present.ts'
import { p, signDirectory } from '../../shared/trust/world.ts'
import { type Bench, type Device, openBench, type Phone, reportBody, type SealTo } from './desk-fixture.ts'

/** Everything sealed that the relay was ever given, in this order. */
export interface Recording {
  readonly mail: Envelope[]
  readonly log: Envelope[]
}

export interface Team extends Bench {
  readonly recording: Recording
  /** A device more, after its first round. */
  add(administrator: Device, label: string, roles?: readonly string[]): Promise<Device>
  /** What the relay shows of the agency in front, verified. */
  sheet(): Promise<MemberSheet>
  /** A report of somebody who is online: sealed to what the relay shows. Throws what the phone would say instead. */
  tell(words: string): Promise<Phone>
  /** The root key holders have met: the directory of before for another term. */
  renewDirectory(): Promise<void>
  /** Why a phone that is online would not tell this agency now; null: it would. */
  refusal(): Promise<Refusal | null>
}

function recorded(store: MailboxStore, recording: Recording): MailboxStore {
  return {
    ...store,
    post: (input) => {
      recording.mail.push(input.envelope)
      return store.post(input)
    },
    take: (input) => {
      recording.log.push(input.entry)
      return store.take(input)
    },
    append: (input) => {
      recording.log.push(input.entry)
      return store.append(input)
    },
  }
}

async function openTeam(): Promise<Team> {
  const recording: Recording = { mail: [], log: [] }
  const bench = await openBench({ wrapStore: (store) => recorded(store, recording) })
  const { setting, world } = bench
  const door = async (): Promise<Awaited<ReturnType<typeof verifyArea>>> => {
    const today = bench.today()
    const answer = await setting.client(() => today).area('lamphun')
    if (answer.kind !== 'bundle') throw new Error(answer.kind)
    const options = { rootHash: world.rootHash, area: 'lamphun', today, online: true, seen: NOTHING_SEEN }
    return verifyArea(p, answer.bundle, options)
  }
  const refusal = async (): Promise<Refusal | null> => {
    const area = await door()
    if (!area.ok) return area.reason
    const { frontDesk } = area.value.doors
    return frontDesk.ok ? null : frontDesk.reason
  }
  const online: SealTo = async () => {
    const area = await door()
    const front = area.ok ? area.value.doors.frontDesk : area
    if (!front.ok) throw new Error(front.reason)
    return present(chooseIntakeKey(front.value.intakeSheet, bench.today()))
  }
  let directory = world.directory
  return {
    ...bench,
    recording,
    refusal,
    async renewDirectory() {
      const { version } = directory
      const hash = await documentHash(p, 'directory', encodeDirectory(directory))
      directory = { ...directory, ...nextHead({ version, hash }, bench.today(), DIRECTORY_DAYS) }
      const document = await signDirectory(directory, world.roots.slice(0, 2))
      const outcome = await setting.client(() => bench.today()).putDocument({ kind: 'directory', document })
      if (outcome.kind !== 'stored') throw new Error(outcome.kind)
    },
    async add(administrator, label, roles = ['caseworker']) {
      const outcome = await administrator.session.invite({ label, roles })
      if (outcome.kind !== 'invited') throw new Error(outcome.kind)
      const device = await bench.join(outcome.link)
      await device.session.refresh()
      await administrator.session.refresh()
      return device
    },
    async sheet() {
      const { front } = world
      const answer = await setting.client(() => bench.today()).agency(front.id)
      if (answer.kind !== 'bundle') throw new Error(answer.kind)
      const options = { agency: front.id, signingKey: front.signing.publicKey, today: bench.today(), evenExpired: true }
      const verified = await verifyMemberSheet(p, present(answer.bundle.memberSheets.get(front.id)), options)
      if (!verified.ok) throw new Error(verified.reason)
      return verified.value
    },
    async tell(words) {
      const phone = await bench.phone(world.front, online)
      await phone.send('report', reportBody(phone.ticket, words))
      return phone
    },
  }
}

/** Administrator a, the caseworkers b and c: all have taken in, and c came last. */
export async function openTeamOfThree(): Promise<{
  readonly team: Team
  readonly a: Device
  readonly b: Device
  readonly c: Device
}> {
  const team = await openTeam()
  const a = await team.device(team.world.front, 0)
  const b = await team.device(team.world.front, 1)
  await a.session.refresh()
  await b.session.refresh()
  return { team, a, b, c: await team.add(a, 'Desk 3') }
}

/** What a device's vault holds, as it lies in the store. */
export async function heldBy({ store, vault }: { store: Device['store']; vault: Vault }): Promise<VaultContents> {
  const [first] = await store.listVaults()
  const sealed = parseSealedVault(present(await store.loadVault(present(first).id)))
  return present(await vault.reopen(present(sealed)))
}

export async function authorOf(device: Device): Promise<Author> {
  return authorName((await signingKeyOf(p, (await heldBy(device)).device)).publicKey)
}

export const problemsOf = ({ session }: { session: Session }): string[] =>
  session.state().problems.map(({ kind }) => kind)

/** How many things were said in the case of this phone, as the desk shows it. */
export const saidAt = ({ session }: Device, phone: Phone): number | undefined =>
  session.state().fold.cases.get(phone.case)?.said.length

/** What a member who means harm can do: every hand-over in the log is gone before its receiver has seen it. */
export async function eraseHandovers({ world }: Bench, { tools, vault }: Device): Promise<void> {
  const { agency, device } = vault.contents
  const keys = { agency, device: await signingKeyOf(p, device) }
  const member = tools.relay.asMember(signerOf(p, keys.device))
  const incarnation = new Uint8Array(INCARNATION_BYTES)
  const page = await member.sync({ agency: inboxOf(world.front.id), team: 0, incarnation, after: 0, confirmed: [] })
  if (page.kind !== 'page') throw new Error(page.kind)
  for (const { kind, number, bytes } of page.entries) {
    if (kind !== 'entry' || bytes[2] !== 0 || bytes[3] !== 0) continue
    await replaceEntry(p, member, keys, { number, entry: envelopeName(await envelopeIdOf(p, bytes)) })
  }
}
