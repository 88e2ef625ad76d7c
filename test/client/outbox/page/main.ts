/** A page that has nothing but an outbox: the phone's storage and locks are tested apart from the app. */
import { createMailRelay } from '../../../../client/relay/mail.ts'
import { createTransport } from '../../../../client/relay/transport.ts'
import { createOutbox } from '../../../../client/outbox/outbox.ts'
import { solveApart } from '../../../../client/outbox/solve-apart.ts'
import { wireOutbox } from '../../../../client/outbox/wire.ts'
import { createMarks } from '../../../../client/storage/marks.ts'
import { checkWork } from '../../../../shared/crypto/work.ts'
import { readSlotsApart } from '../../../../client/storage/read-apart.ts'
import { connectReporterDatabase } from '../../../../client/storage/reporter-database.ts'
import { chunk, item, today } from '../fakes.ts'

const relay = createMailRelay(createTransport((url, init) => fetch(url, init), location.origin))
const database = connectReporterDatabase()
const parts = wireOutbox(database, relay, () => today, { solve: solveApart, readSlots: readSlotsApart(database) })
const outbox = createOutbox({ ...parts, wakeLater: () => Promise.resolve(false), chance: () => 0.5 })
const marks = createMarks(database, caches, (bytes) => crypto.getRandomValues(new Uint8Array(bytes)))

const api = {
  /** Resolves when it is on the disk (null) or not (why). */
  add: async (...fills: number[]) => {
    await outbox.add(fills.map((fill) => item(fill)))
    return outbox.memoryOnly(item(fills[0] ?? 0).id)
  },
  /** A letter that names these chunks, with them. */
  addWithChunks: async (fill: number, ...fills: number[]) => {
    const chunks = fills.map((one) => chunk(one))
    await outbox.add([{ ...item(fill), chunks: chunks.map(({ slot }) => slot) }], chunks)
    return outbox.memoryOnly(item(fill).id)
  },
  /** On the disk only: nothing is sent. */
  put: (...fills: number[]) => parts.store.put(fills.map((fill) => item(fill))),
  send: () => outbox.send(),
  stored: async () => (await parts.store.read()).items.map(({ address }) => address[0]),
  handedOver: (fill: number) => outbox.handedOver(item(fill).id),
  /** Prices that work lies on the disk for. */
  solvedFor: async () => (await parts.store.read()).items.map(({ work }) => work?.bits ?? null),
  /** Solves for a price; `lived`: how often the page got a turn meanwhile. */
  solve: async (fill: number, bits: number) => {
    let lived = 0
    const timer = setInterval(() => void lived++, 1)
    const nonce = await parts.solve(item(fill), bits, null)
    clearInterval(timer)
    return { lived, enough: checkWork(item(fill), nonce, bits) }
  },
  /** Slots whose envelope cannot be read any more. */
  broken: async () => (await outbox.state()).broken,
  forget: (slots: readonly string[]) => outbox.forget(slots),
  compare: () => marks.compare(),
  settle: () => marks.settle(),
  fault: (fill: number) => parts.store.put([item(fill)]).then(String, (error: unknown) => String(error)),
}
export type Api = typeof api
Object.assign(globalThis, { api })
