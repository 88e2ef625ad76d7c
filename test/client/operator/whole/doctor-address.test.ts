/** What `doctor` says of a relay as people reach it: a real relay behind a proxy that does something wrong. */
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressFindings } from '../../../../client/operator/doctor/address-checks.ts'
import type { Contents, StoredDocument } from '../../../../client/operator/doctor/examined.ts'
import type { Finding } from '../../../../client/operator/doctor/finding.ts'
import { startRelay, type RunningRelay } from '../../../../server/main.ts'
import { addDays, dayOf } from '../../../../shared/day.ts'
import { DIRECTORY_DAYS } from '../../../../shared/protocol.ts'
import type { UnverifiedDocument } from '../../../../shared/wire/documents.ts'
import { createRelay } from '../../../../client/relay/relay.ts'
import { makeWorld, p, signDirectory } from '../../../shared/trust/world.ts'
import { makeFolder, removeFolder, systemRandom } from '../real-relay.ts'

const NAME = 'https://sosafe.example'
const today = dayOf(Date.now())
const folder = makeFolder('address')
let relay: RunningRelay
let proxy: Server
let place = ''
let document: UnverifiedDocument

interface Fault {
  /** Headers of the answer, changed in place. */
  answer?: (headers: IncomingHttpHeaders, path: string) => void
  /** The host that the relay is told. */
  host?: string
  /** Instead of asking the relay. */
  instead?: (path: string) => { readonly status: number; readonly body: string } | null
}
let fault: Fault = {}

beforeAll(async () => {
  const app = join(folder, 'app')
  for (const name of ['reporter', 'desk']) mkdirSync(join(app, name), { recursive: true })
  const world = await makeWorld()
  relay = await startRelay({
    config: {
      port: 0,
      host: '127.0.0.1',
      dataFolder: join(folder, 'data'),
      pepperFile: null,
      origins: [NAME],
      metricsPort: null,
    },
    deployment: { rootHash: world.rootHash, demo: false },
    appFolder: app,
    log: () => undefined,
  })
  const own = `http://127.0.0.1:${relay.port}`
  const directory = { ...world.directory, issuedDay: today, expiresDay: addDays(today, DIRECTORY_DAYS) }
  document = await signDirectory(directory, world.roots.slice(0, 2))
  const client = createRelay({ fetch: (url, init) => fetch(url, init), origin: own, today: () => today, p })
  await client.putDocument({ kind: 'directory', document })
  proxy = createServer((asked, answered) => {
    const path = asked.url ?? '/'
    const instead = fault.instead?.(path) ?? null
    if (instead !== null) {
      answered.sendDate = false
      answered.writeHead(instead.status)
      answered.end(instead.body)
      return
    }
    const headers = { ...asked.headers, host: fault.host ?? new URL(NAME).host }
    const onward = request({ port: relay.port, host: '127.0.0.1', path, method: asked.method, headers }, (answer) => {
      fault.answer?.(answer.headers, path)
      answered.sendDate = false
      answered.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(answered)
    })
    onward.on('error', () => answered.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const address = proxy.address()
  place = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
}, 60_000)
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await relay.stop()
  removeFolder(folder)
})

const contentsWith = (documents: readonly StoredDocument[]): Contents => ({
  pepperFit: 'fits',
  newest: null,
  earliestExpiry: null,
  waitingSince: null,
  documents,
  introduced: [],
})

async function look(
  made: Fault = {},
  changes: { origin?: string; days?: number; stored?: UnverifiedDocument } = {},
): Promise<readonly Finding[]> {
  fault = made
  const origin = changes.origin ?? NAME
  return addressFindings({
    p,
    random: systemRandom,
    // TLS ends in front of the proxy.
    fetch: (url, init) => fetch(url.replace(origin, place), init),
    origin,
    today: addDays(today, changes.days ?? 0),
    contents: contentsWith([{ kind: 'directory', agency: null, document: changes.stored ?? document }]),
  })
}
const lines = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => severity !== 'ok')
    .map(({ severity, check, says }) => `${severity} ${check}: ${says}`)

describe('of the address, the doctor', () => {
  it('finds nothing behind a proxy that lets everything be', async () => {
    const findings = await look()
    expect(lines(findings)).toEqual([])
    const checks = findings.map(({ check }) => check)
    expect(checks).toEqual(['https', 'headers', 'metrics', 'clock', 'signed', 'address'])
  })

  it('sees headers that the proxy takes away, TLS that is not promised, and no TLS at all', async () => {
    const bare = await look({
      answer: (headers) => {
        delete headers['content-security-policy']
        delete headers['strict-transport-security']
      },
    })
    expect(lines(bare)).toContain('wrong headers: / comes without "content-security-policy" as the relay sends it.')
    expect(lines(bare)).toContain(
      'wrong headers: /desk/ comes without "strict-transport-security" as the relay sends it.',
    )
    const plain = await look({}, { origin: 'http://sosafe.example' })
    expect(lines(plain)[0]).toContain('wrong https: It is reached without TLS')
  })

  it('sees cookies, ETags, dates and names that the proxy adds', async () => {
    const adds = await look({
      answer: (headers) => {
        headers['set-cookie'] = ['lb=1']
        headers['etag'] = '"x"'
        headers['date'] = new Date().toUTCString()
        headers['server'] = 'nginx'
      },
    })
    const [cookie, etag, told] = lines(adds)
    expect(cookie).toContain('wrong cookies: / sets a cookie')
    expect(etag).toContain('wrong etag: / has an ETag')
    expect(told).toContain('look headers: / carries "date", "server"')
  })

  it('sees metrics that are open to everybody', async () => {
    const open = await look({ instead: (path) => (path === '/metrics' ? { status: 200, body: 'sosafe_up 1' } : null) })
    expect(lines(open)).toEqual(['wrong metrics: /metrics is open to everybody.'])
  })

  it('sees that no signature holds because the relay is told another name', async () => {
    const other = await look({ host: '127.0.0.1' }, { origin: 'https://other.example' })
    expect(lines(other)).toContain(
      'wrong signed: The relay refuses every signature: no desk and no ticket is served at this address.',
    )
  })

  it('sees that the relay lives on another day', async () => {
    expect(lines(await look({}, { days: 2 }))[0]).toContain('wrong clock: The relay’s day is')
  })

  it('sees another relay behind the address, something that is none, and nothing', async () => {
    const world = await makeWorld()
    const stored = await signDirectory({ ...world.directory, version: 1 }, world.roots.slice(1))
    expect(lines(await look({}, { stored }))).toEqual([
      'wrong address: This address shows another directory than the database here: it leads to another relay.',
    ])
    const page = await look({ instead: () => ({ status: 200, body: '<html>It works!</html>' }) })
    expect(lines(page).join()).toContain('wrong signed: A signed request is not answered as by a relay.')
    fault = {}
    const nothing = await addressFindings({
      p,
      random: systemRandom,
      fetch: (url, init) => fetch(url.replace(NAME, 'http://127.0.0.1:1'), init),
      origin: NAME,
      today,
      contents: null,
    })
    expect(lines(nothing)).toHaveLength(1)
    expect(lines(nothing)[0]).toContain('wrong address: https://sosafe.example does not answer')
  })
})
