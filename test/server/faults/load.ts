/**
 * Clients of every kind at once: phones that report and read replies, two desks that take in, confirm, append and erase,
 * attachments, sheets and recovery copies. Each notes in the ledger what it sends before it sends it, and what was
 * acknowledged after. They stop when the relay is gone, and take up again what stands in the ledger when it is back.
 */
import type { Relay } from '../../../client/relay/relay.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { signerOf } from '../../../shared/crypto/request.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { MAX_CONFIRMED_IDS, SEALED_CHUNK_BYTES, WORK_MIN_BITS } from '../../../shared/protocol.ts'
import { parseEnvelopeId } from '../../../shared/wire/address.ts'
import { parseBlobId } from '../../../shared/wire/blob.ts'
import type { Envelope } from '../../../shared/wire/envelope.ts'
import { p } from '../../shared/trust/world.ts'
import { envelope, filled, idOf, noIncarnation, zeros } from '../mailboxes/contract-fixture.ts'
import { present } from '../../present.ts'
import { inboxAddress, ticket } from '../relay-fixture.ts'
import { clientOf, eraseEntry, memberOf, postPaid, type Deployment } from './deployment.ts'
import type { Ledger } from './ledger.ts'
import { keepersOf } from './load-keeping.ts'
import { answered, untilGone, type Client } from './until-gone.ts'

export interface Load {
  /** Until the relay at this origin is gone. */
  run(origin: string): Promise<void>
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const idFrom = (hex: string): ReturnType<typeof idOf> =>
  present(parseEnvelopeId(new Uint8Array(Buffer.from(hex, 'hex'))))

/** Two kinds of numbers, so that no entry has the bytes of a piece of mail. */
const ENTRIES_FROM = 2 ** 31

/** A chunk of an attachment; here its id is its hash, so that everybody sees whether it is whole. */
function chunkOf(number: number): Bytes {
  const chunk = filled(SEALED_CHUNK_BYTES, 9)
  new DataView(chunk.buffer).setUint32(0, number)
  return chunk
}

export async function createLoad(deployment: Deployment, ledger: Ledger): Promise<Load> {
  const { front } = deployment
  const agency = inboxAddress(front)
  const log = { agency, team: 0 }
  const numbers = { mail: 0, entry: ENTRIES_FROM, blob: 0, box: 0 }
  const newMail = (): Envelope => envelope((numbers.mail += 1), numbers.mail % 10 === 0 ? 1 : 0)
  const envelopes = new Map<string, Envelope>()

  const phone = async (relay: Relay): Promise<void> => {
    // One that was sent and not acknowledged is sent again, as an outbox does.
    const waiting = [...ledger.inbox].find(([, isAcknowledged]) => !isAcknowledged)?.[0]
    const mail = (waiting === undefined ? undefined : envelopes.get(waiting)) ?? newMail()
    const id = hexOf(idOf(mail))
    envelopes.set(id, mail)
    if (!ledger.inbox.has(id)) ledger.inbox.set(id, false)
    if (answered(await postPaid(relay, agency, mail)).kind === 'stored') {
      ledger.inbox.set(id, true)
      envelopes.delete(id)
    }
  }

  const answersAndReader = async (relay: Relay): Promise<void> => {
    const number = (numbers.box += 1)
    const mine = await ticket(`box ${number}`)
    const box: Ledger['boxes'][number] = { mail: new Map(), erase: 'no' }
    ledger.boxes.push(box)
    for (let count = 0; count < 2; count++) {
      const mail = newMail()
      box.mail.set(hexOf(idOf(mail)), false)
      if (answered(await postPaid(relay, mine.address, mail)).kind === 'stored') box.mail.set(hexOf(idOf(mail)), true)
    }
    const reader = relay.asReader(signerOf(p, mine.reading))
    const page = answered(await reader.listReplies(mine.address, zeros))
    if (page.kind !== 'page' || page.envelopes.length !== 2) throw new Error('a reply that was just acknowledged')
    if (number % 2 === 0) return
    box.erase = 'asked'
    if (answered(await reader.erase(mine.address)).kind === 'erased') box.erase = 'done'
  }

  const newEntry = (from: string | null): { entry: Envelope; id: string } => {
    const entry = envelope((numbers.entry += 1))
    const id = hexOf(idOf(entry))
    ledger.entries.set(id, { number: null, from })
    return { entry, id }
  }
  const deskThatTakes = async (relay: Relay): Promise<void> => {
    const member = memberOf(relay, front, 0)
    const page = answered(await member.listInbox({ agency, after: zeros }))
    if (page.kind !== 'page') throw new Error(page.kind)
    for (const { envelope: mail } of page.items.slice(0, 8)) {
      const from = hexOf(idOf(mail))
      const { entry, id } = newEntry(from)
      const taken = answered(await member.take({ ...log, envelopeId: idOf(mail), entry }))
      if (taken.kind === 'taken') ledger.entries.set(id, { number: taken.number, from })
      // Taken before, and the answer was lost on the way: this entry was never made.
      else if (taken.kind === 'conflict' || taken.kind === 'unknown-envelope') ledger.entries.delete(id)
    }
  }
  const deskThatConfirms = async (relay: Relay): Promise<void> => {
    const taken = [...ledger.entries.values()].filter(({ number, from }) => number !== null && from !== null)
    const ids = taken.map(({ from }) => present(from)).filter((from) => !ledger.confirmed.has(from))
    const some = ids.slice(0, MAX_CONFIRMED_IDS)
    const request = { ...log, incarnation: noIncarnation, after: 0, confirmed: some.map(idFrom) }
    if (answered(await memberOf(relay, front, 1).sync(request)).kind !== 'page') return
    for (const id of some) ledger.confirmed.add(id)
  }
  const deskThatErases = async (relay: Relay): Promise<void> => {
    const member = memberOf(relay, front, 0)
    const { entry, id } = newEntry(null)
    const appended = answered(await member.append({ ...log, entry }))
    if (appended.kind !== 'appended') throw new Error(appended.kind)
    const { number } = appended
    ledger.entries.set(id, { number, from: null })
    if (number % 2 === 0) return
    ledger.tombstones.set(number, false)
    const replaced = answered(await eraseEntry(relay, front, { ...log, replaces: number }, entry))
    if (replaced.kind === 'replaced') ledger.tombstones.set(number, true)
  }

  const attachment = async (relay: Relay): Promise<void> => {
    const number = (numbers.blob += 1)
    const chunk = chunkOf(number)
    const id = present(parseBlobId(new Uint8Array(idOf(chunk))))
    ledger.blobs.set(hexOf(id), false)
    const nonce = await solveWork({ address: null, id }, WORK_MIN_BITS + 2)
    if (answered(await relay.putBlob({ id, nonce, chunk })).kind === 'stored') ledger.blobs.set(hexOf(id), true)
  }

  const clients: readonly Client[] = [
    phone,
    phone,
    phone,
    answersAndReader,
    answersAndReader,
    answersAndReader,
    deskThatTakes,
    deskThatConfirms,
    deskThatErases,
    attachment,
    ...(await keepersOf(deployment, ledger)),
  ]
  return {
    async run(origin) {
      const relay = clientOf(origin)
      await Promise.all(clients.map((client) => untilGone(relay, client)))
    },
  }
}
