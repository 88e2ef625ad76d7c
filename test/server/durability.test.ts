import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRelay, type Relay } from '../../client/relay/relay.ts'
import { close, openDatabase } from '../../server/sqlite/database.ts'
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText } from '../../shared/bytes/cursor.ts'
import { signerOf } from '../../shared/crypto/request.ts'
import { solveWork } from '../../shared/crypto/work.ts'
import { dayOf } from '../../shared/day.ts'
import { WORK_MIN_BITS } from '../../shared/protocol.ts'
import { envelope, filled, idOf, noIncarnation, zeros } from './mailboxes/contract-fixture.ts'
import { present } from '../present.ts'
import { makeOffice, makeWorld, p, signDirectory, signMemberSheet } from '../shared/trust/world.ts'
import { startRelayProcess } from './faults/relay-process.ts'
import { inboxAddress, ticket } from './relay-fixture.ts'

const today = (): ReturnType<typeof dayOf> => dayOf(Date.now())
const client = (origin: string): Relay => createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sosafe-durability-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function storedIds(): string[] {
  const sqlite = openDatabase(join(folder, 'relay.db'))
  const query = sqlite.prepare<[], Uint8Array>('select id from mail_0 where mailbox != zeroblob(32)').pluck()
  const ids = query.all().map((id) => encodeBase64url(id))
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  close(sqlite)
  return ids
}

describe('a relay that gets SIGTERM', () => {
  it('ends with 0 within 10 s, its journal empty, and has everything after the next start', async () => {
    const first = await startRelayProcess({ folder, rootHash: filled(32, 1) })
    const relay = client(first.origin)
    const address = filled(32, 9)
    for (let number = 0; number < 10; number++) {
      const mail = envelope(number)
      const post = { address, nonce: await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS), envelope: mail }
      expect(await relay.post(post)).toEqual({ kind: 'stored' })
    }
    const begun = Date.now()
    first.kill('SIGTERM')
    first.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(Date.now() - begun).toBeLessThan(10_000)
    expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([])
    expect(storedIds()).toHaveLength(10)
  })
})

describe('what a thief of the data folder finds', () => {
  it('names no mailbox, no device, no address of the network and no time finer than a day', async () => {
    const world = await makeWorld()
    const front = await makeOffice('front', 'agency', today())
    const begunMs = Date.now()
    const child = await startRelayProcess({ folder, rootHash: world.rootHash })
    const relay = client(child.origin)
    const directory = { ...world.directory, issuedDay: today(), expiresDay: dayOf(Date.now() + 80 * 86_400_000) }
    expect(
      await relay.putDocument({ kind: 'directory', document: await signDirectory(directory, world.roots.slice(0, 2)) }),
    ).toMatchObject({ kind: 'stored' })
    const members = await signMemberSheet(front.memberSheet, front.signing)
    expect(await relay.putDocument({ kind: 'member-sheet', agency: front.id, document: members })).toMatchObject({
      kind: 'stored',
    })

    const mine = await ticket('of a person')
    for (const [number, address] of [inboxAddress(front), mine.address, inboxAddress(front)].entries()) {
      const mail = envelope(number)
      const post = { address, nonce: await solveWork({ address, id: idOf(mail) }, WORK_MIN_BITS), envelope: mail }
      expect(await relay.post(post)).toEqual({ kind: 'stored' })
    }
    const reader = relay.asReader(signerOf(p, mine.reading))
    expect((await reader.listReplies(mine.address, zeros)).kind).toBe('page')
    const member = relay.asMember(signerOf(p, present(front.devices[0])))
    const agency = inboxAddress(front)
    expect((await member.take({ agency, team: 0, envelopeId: idOf(envelope(0)), entry: envelope(100) })).kind).toBe(
      'taken',
    )
    expect((await member.sync({ agency, team: 0, incarnation: noIncarnation, after: 0, confirmed: [] })).kind).toBe(
      'page',
    )
    expect((await (await fetch(`${child.origin}/metrics`)).text()).includes('/v1/')).toBe(false)

    const files = (): Buffer =>
      Buffer.concat([
        ...readdirSync(folder).map((name) => readFileSync(join(folder, name))),
        Buffer.from(child.output()),
      ])
    const found = (): string[] => {
      const haystack = files()
      const secrets = { 'reply address': mine.address, 'reading key': mine.reading.publicKey }
      const needles: [string, Uint8Array][] = Object.entries(secrets).flatMap(([name, bytes]) => [
        [name, bytes],
        [`${name}, base64url`, encodeText(encodeBase64url(bytes))],
        [`${name}, hex`, encodeText(Buffer.from(bytes).toString('hex'))],
      ])
      for (const text of ['127.0.0.1', '::ffff', 'undici', 'user-agent']) needles.push([text, encodeText(text)])
      for (let at = Math.floor(begunMs / 1000); at <= Date.now() / 1000; at++) {
        const seconds = Buffer.alloc(4)
        seconds.writeUInt32BE(at)
        needles.push(
          [`${at} as text`, encodeText(String(at))],
          [`${at} as 4 bytes`, seconds],
          [`${at} reversed`, seconds.toReversed()],
        )
      }
      return needles.filter(([, needle]) => haystack.includes(needle)).map(([name]) => name)
    }
    expect(files().length).toBeGreaterThan(100_000)
    expect(found()).toEqual([])
    child.kill('SIGTERM')
    await child.ended
    expect(found()).toEqual([])
    writeFileSync(join(folder, 'planted'), mine.address)
    expect(found()).toEqual(['reply address'])
  }, 60_000)
})
