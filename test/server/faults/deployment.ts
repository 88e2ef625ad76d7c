/** A deployment of today to break: its documents as they are published, its devices, and clients of its relay. */
import { createRelay, type Relay } from '../../../client/relay/relay.ts'
import { logAddressOf } from '../../../shared/crypto/addresses.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { sign } from '../../../shared/crypto/sign.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { addDays, dayOf, lastDayOf, type Day } from '../../../shared/day.ts'
import { DIRECTORY_DAYS, WORK_MAX_BITS, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import type { InboxAddress } from '../../../shared/wire/address.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { encodeTombstone, tombstonePreimage } from '../../../shared/wire/tombstone.ts'
import {
  makeOffice,
  makeWorld,
  p,
  signDirectory,
  signIntakeSheet,
  signMemberSheet,
  type Office,
} from '../../shared/trust/world.ts'
import { idOf } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'

export const now = (): Day => dayOf(Date.now())

export interface Deployment {
  readonly rootHash: Uint8Array
  readonly front: Office
  readonly second: Office
  /** Puts directory and sheets, as of today. @throws when the relay does not take one. */
  publish(relay: Relay): Promise<void>
}

export async function makeDeployment(today: Day = now()): Promise<Deployment> {
  const world = await makeWorld()
  const [front, second, overseer] = await Promise.all([
    makeOffice('front', 'agency', today),
    makeOffice('second', 'agency', today),
    makeOffice('overseer', 'overseer', today),
  ])
  const directory = { ...world.directory, issuedDay: today, expiresDay: addDays(today, DIRECTORY_DAYS) }
  return {
    rootHash: world.rootHash,
    front,
    second,
    async publish(relay) {
      const document = await signDirectory(directory, world.roots.slice(0, 2))
      const done = [await relay.putDocument({ kind: 'directory', document })]
      for (const office of [front, second, overseer]) {
        const members = await signMemberSheet(office.memberSheet, office.signing)
        done.push(await relay.putDocument({ kind: 'member-sheet', agency: office.id, document: members }))
        const last = present(office.intakeSheet.epochs.at(-1)).epoch
        const sheet = { ...office.intakeSheet, expiresDay: lastDayOf(last) }
        const intake = await signIntakeSheet(sheet, present(office.devices[0]))
        done.push(await relay.putDocument({ kind: 'intake-sheet', agency: office.id, document: intake }))
      }
      if (done.some(({ kind }) => kind !== 'stored')) throw new Error(`refused: ${JSON.stringify(done)}`)
    },
  }
}

/** On a connection of its own for each request when `fetch` is given so. */
export const clientOf = (origin: string, today: () => Day = now): Relay =>
  createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })

export const memberOf = (relay: Relay, office: Office, index: number): ReturnType<Relay['asMember']> =>
  relay.asMember(signerOf(p, present(office.devices[index])))

/** With as much work as the relay asks. */
export async function postPaid(
  relay: Relay,
  address: Uint8Array<ArrayBuffer>,
  envelope: Envelope,
): ReturnType<Relay['post']> {
  for (let bits = WORK_MIN_BITS; ;) {
    const nonce = await solveWork({ address, id: idOf(envelope) }, bits)
    const outcome = await relay.post({ address, nonce, envelope })
    if (outcome.kind !== 'price' || outcome.bits > WORK_MAX_BITS) return outcome
    bits = outcome.bits
  }
}

/** Puts a tombstone of the office's first device in the place of the entry. */
export async function eraseEntry(
  relay: Relay,
  office: Office,
  { agency, team, replaces }: { readonly agency: InboxAddress; readonly team: number; readonly replaces: number },
  entry: Envelope,
): ReturnType<ReturnType<typeof memberOf>['tombstone']> {
  const device = present(office.devices[0])
  const hash = idOf(entry)
  const signature = await sign(p, device.seed, tombstonePreimage(await logAddressOf(p, agency, team), replaces, hash))
  const tombstone = encodeTombstone({ device: device.publicKey, signature, number: replaces, hash })
  return memberOf(relay, office, 0).tombstone({ agency, team, replaces, tombstone })
}
