/**
 * Reply mailboxes that nobody has heard of, that are empty and that are used look alike over HTTP: in what comes back, and
 * in how long it takes. How fine the clock is that looks is shown by a relay that takes a fifth longer for used ones.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { signerOf, signRequest } from '../../../shared/crypto/request.ts'
import { REPLY_PAGE_BYTES } from '../../../shared/protocol.ts'
import { BINARY_TYPE, PATHS } from '../../../shared/wire/api.ts'
import { encodeRepliesRequest } from '../../../shared/wire/list.ts'
import { isLong, rounds } from '../../long.ts'
import { p } from '../../shared/trust/world.ts'
import { envelope, filled, zeros } from '../mailboxes/contract-fixture.ts'
import { ticket } from '../relay-fixture.ts'
import { chanceOf } from './chance.ts'
import { clientOf, now, postPaid } from './deployment.ts'
import { medianOf, quantileOf, rounded, sayFigures } from './figures.ts'
import { startRelayProcess, type RelayProcess } from './relay-process.ts'

let folder: string
let relay: RelayProcess
let line: Agent

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-likeness-'))
  line = new Agent({ keepAlive: true, maxSockets: 1 })
})
afterEach(async () => {
  line.destroy()
  relay.kill('SIGKILL')
  await relay.ended
  rmSync(folder, { recursive: true, force: true })
})

type Kind = 'unknown' | 'empty' | 'used'

/** A question of a ticket's holder, signed: it may be asked again. */
interface Question {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** How many mailboxes there are of each kind. */
const EACH = 10

async function questionOf(name: string): Promise<Question> {
  const { address, reading } = await ticket(name)
  const body = encodeRepliesRequest({ address, after: zeros })
  const parts = { method: 'POST', path: PATHS.replies, body, origin: relay.origin, day: now() }
  const headers = await signRequest(p, signerOf(p, reading), parts)
  return { headers: { ...headers, 'content-type': BINARY_TYPE, 'content-length': String(body.length) }, body }
}

/** A used mailbox holds from one reply to more than a page; an empty one held some. */
async function fillMailboxes(): Promise<void> {
  const client = clientOf(relay.origin)
  let posted = 0
  const fill = async (name: string, count: number): Promise<void> => {
    const { address } = await ticket(name)
    for (let number = 0; number < count; number++) {
      posted += 1
      expect(await postPaid(client, address, envelope(posted))).toEqual({ kind: 'stored' })
    }
  }
  for (let number = 0; number < EACH; number++) {
    await fill(`used ${number}`, 1 + (number % 5))
    await fill(`empty ${number}`, 1)
    const { address, reading } = await ticket(`empty ${number}`)
    expect(await client.asReader(signerOf(p, reading)).erase(address)).toEqual({ kind: 'erased' })
  }
}

const questionsOf = (kind: Kind): Promise<Question[]> =>
  Promise.all(Array.from({ length: EACH }, (_, number) => questionOf(`${kind} ${number}`)))

interface Seen {
  readonly ms: number
  /** Status, names and values of the headers in their order, bytes. */
  readonly shape: string
}

function ask({ headers, body }: Question): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const options = { agent: line, port: relay.port, host: '127.0.0.1', path: PATHS.replies, method: 'POST', headers }
    const outgoing = request(options, (incoming) => {
      let bytes = 0
      incoming.on('data', (chunk: Buffer) => (bytes += chunk.length))
      incoming.on('end', () => {
        const told = incoming.rawHeaders.filter((_, at, all) => all[at - (at % 2)]?.toLowerCase() !== 'date')
        resolve({ ms: performance.now() - begun, shape: JSON.stringify([incoming.statusCode, told, bytes]) })
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

interface Compared {
  readonly pairs: number
  readonly medianMs: number
  /** By how much of it the second takes longer than the first, in percent. */
  readonly percent: number
  /** Three standard errors of that, from tenths of the pairs. */
  readonly give: number
  readonly shapes: readonly string[]
}

const WARM_UP = 60
/** Compared in the long run are medians; in the slice what a quarter stays below, which is calm beside other tests. */
const PART = isLong ? 0.5 : 0.25
/** In the slice so many at the least, and more while chance gives more than so many percent. */
const LEAST_PAIRS = 100
const SURE_PERCENT = 5
const MOST_PAIRS = 2_000
const MOST_PERCENT = 5

/** One of each after the other, which first by chance. */
async function compare(first: readonly Question[], second: readonly Question[]): Promise<Compared> {
  const chance = chanceOf('likeness')
  const shapes = new Set<string>()
  const times: [number, number][] = []
  const one = async (questions: readonly Question[], pair: number): Promise<number> => {
    const { ms, shape } = await ask(questions[pair % questions.length] ?? { headers: {}, body: filled(0, 0) })
    shapes.add(shape)
    return ms
  }
  const percentOf = (some: typeof times): number =>
    100 *
    (quantileOf(
      some.map(([, b]) => b),
      PART,
    ) /
      quantileOf(
        some.map(([a]) => a),
        PART,
      ) -
      1)
  const judge = (): Compared => {
    const tenths = Array.from({ length: 10 }, (_, tenth) => percentOf(times.filter((_pair, at) => at % 10 === tenth)))
    const mean = tenths.reduce((sum, value) => sum + value, 0) / 10
    const variance = tenths.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9
    const medianMs = medianOf(times.map(([a]) => a))
    const give = 3 * Math.sqrt(variance / 10)
    return { pairs: times.length, medianMs, percent: percentOf(times), give, shapes: [...shapes] }
  }
  for (let pair = -WARM_UP; pair < MOST_PAIRS; pair++) {
    const isTurned = chance.below(2) === 0
    const early = await one(isTurned ? second : first, pair + WARM_UP)
    const late = await one(isTurned ? first : second, pair + WARM_UP)
    if (pair >= 0) times.push(isTurned ? [late, early] : [early, late])
    const isLook = times.length >= rounds(LEAST_PAIRS, MOST_PAIRS) && times.length % 50 === 0
    if (isLook && judge().give < SURE_PERCENT) break
  }
  return judge()
}

function say(what: string, { pairs, medianMs, percent, give }: Compared): void {
  sayFigures(`likeness, ${what}`, {
    pairs,
    'median ms': rounded(medianMs, 2),
    percent: rounded(percent),
    'give or take': rounded(give),
  })
}

describe('reply mailboxes that are unknown, empty and used', () => {
  it('answer alike and as fast; a relay that took a fifth longer for used ones would be found out', async () => {
    const start = async (tellingMs = 0): Promise<void> => {
      relay = await startRelayProcess({ folder, rootHash: filled(32, 1), tellingMs })
    }
    const kinds = (): Promise<Question[][]> => Promise.all((['unknown', 'used', 'empty'] as const).map(questionsOf))
    await start()
    await fillMailboxes()
    const [unknown = [], used = [], empty = []] = await kinds()
    const toUsed = await compare(unknown, used)
    say('unknown against used', toUsed)
    const toEmpty = await compare(unknown, empty)
    say('unknown against empty', toEmpty)
    relay.kill('SIGKILL')
    await relay.ended
    await start(toUsed.medianMs / 5)
    const [again = [], told = []] = await kinds()
    const toTold = await compare(again, told)
    say('unknown against used at a relay that tells', toTold)

    expect(toUsed.shapes).toHaveLength(1)
    expect(toEmpty.shapes).toEqual(toUsed.shapes)
    expect(toUsed.shapes[0]).toContain(`,${REPLY_PAGE_BYTES}]`)
    for (const { percent, give } of [toUsed, toEmpty])
      expect(Math.abs(percent)).toBeLessThan(MOST_PERCENT + rounds(give, 0))
    expect(toTold.percent).toBeGreaterThan(MOST_PERCENT)
  }, 300_000)
})
