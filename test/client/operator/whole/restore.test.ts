/**
 * A relay that dies and comes back from a backup, with desks and phones that have gone on meanwhile: what a desk had is
 * there again, once; what only the relay had is lost, and the command says so.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signerOf } from '../../../../shared/crypto/request.ts'
import type { Case } from '../../../../shared/case/case.ts'
import { benchOver, type Bench, type Device, type Phone, reportBody } from '../../desk/desk-fixture.ts'
import { p } from '../../../shared/trust/world.ts'
import { commandLine } from '../command.ts'
import { makeRelayApart, type RelayApart } from '../relay-apart.ts'

const sosafe = commandLine()

describe('a relay that is restored from a backup', () => {
  let relay: RelayApart
  let bench: Bench<RelayApart>
  let [a, b]: Device[] = []
  const phones: Record<string, Phone> = {}
  let restored = ''

  const caseOf = (device: Device | undefined, phone: Phone | undefined): Case | undefined =>
    phone === undefined ? undefined : device?.session.state().fold.cases.get(phone.case)
  const settle = async (...devices: (Device | undefined)[]): Promise<void> => {
    for (const device of [...devices, ...devices]) await device?.session.refresh()
  }
  /** Everything but the ids of replies, which a restore makes pending again. */
  const wordsOf = (device: Device | undefined, phone: Phone | undefined): unknown => ({
    ...caseOf(device, phone),
    replies: expect.anything() as unknown,
  })
  let before: unknown[] = []

  beforeAll(async () => {
    relay = await makeRelayApart('restore')
    await relay.start()
    bench = await benchOver(relay)
    a = await bench.device(bench.world.front, 0)
    b = await bench.device(bench.world.front, 1)
    phones['first'] = await bench.report('Told before the backup')
    await settle(a, b)
    await a.session.act(phones['first'].case, { kind: 'message', words: 'Answered before the backup' })
    phones['erased'] = await bench.report('Told and erased')
    await settle(a, b)

    const backups = join(relay.folder, 'backups')
    const made = await sosafe('backup', '--data', relay.data, '--to', backups, '--json')
    if (made.exitCode !== 0) throw new Error(made.stderr)
    const { file } = JSON.parse(made.stdout) as { file: string }

    const { ticket } = phones['erased']
    const erased = await relay.client().asReader(signerOf(p, ticket.reading)).erase(ticket.address)
    if (erased.kind !== 'erased' || (await phones['erased'].read()).length > 0) throw new Error('not erased')
    // Taken by one desk, answered by the other; and one that nobody takes in.
    phones['second'] = await bench.report('Told after the backup')
    await settle(b)
    await settle(a)
    await a.session.act(phones['second'].case, { kind: 'message', words: 'Answered after the backup' })
    await b.session.act(phones['first'].case, { kind: 'message', words: 'A second answer' })
    await b.session.act(phones['first'].case, { kind: 'note', words: 'A note after the backup' })
    await settle(b, a)
    phones['lost'] = await bench.phone()
    await phones['lost'].send('report', reportBody(phones['lost'].ticket, 'Taken in by nobody'))
    before = [wordsOf(b, phones['first']), wordsOf(b, phones['second'])]

    await relay.kill()
    const key = join(relay.keys, 'backup.key')
    const outcome = await sosafe('restore', '--from', file, '--key', key, '--data', relay.data, '--replace')
    if (outcome.exitCode !== 0) throw new Error(outcome.stderr)
    restored = outcome.stdout
    await relay.start()
  }, 60_000)
  afterAll(() => relay.close())

  it('has at first only what the backup had', async () => {
    expect(await phones['second']?.read()).toEqual([])
    expect((await phones['first']?.read())?.map(({ event }) => event.type).toSorted()).toEqual(['message', 'received'])
  })

  it('gets back from its desks everything that a desk had, each event once', async () => {
    await a?.session.refresh()
    expect(a?.session.state().problems.map(({ kind }) => kind)).toContain('restored')
    await settle(b, a)
    for (const device of [a, b]) {
      expect([wordsOf(device, phones['first']), wordsOf(device, phones['second'])]).toEqual(before)
    }
    const fresh = await bench.device(bench.world.front, 1)
    await settle(fresh)
    expect([wordsOf(fresh, phones['first']), wordsOf(fresh, phones['second'])]).toEqual(before)
    expect(fresh.session.state().problems).toEqual([])
  })

  it('has every answer again for whoever holds the ticket, once', async () => {
    const told = async (phone: Phone | undefined): Promise<string[]> =>
      ((await phone?.read()) ?? []).map(({ event }) => JSON.stringify(event.body)).toSorted()
    const first = await told(phones['first'])
    expect(first).toHaveLength(3)
    expect(first.join()).toContain('Answered before the backup')
    expect(first.join()).toContain('A second answer')
    const second = await told(phones['second'])
    expect(second).toHaveLength(2)
    expect(second.join()).toContain('Answered after the backup')
  })

  it('has lost what came after the backup and nobody took in, and the command names it', async () => {
    expect(caseOf(a, phones['lost'])).toBeUndefined()
    expect(await phones['lost']?.read()).toEqual([])
    expect(restored).toContain('LOST: what phones handed over after')
    // Told again, it arrives.
    await phones['lost']?.send('report', reportBody(phones['lost'].ticket, 'Told again'))
    await settle(a)
    expect(caseOf(a, phones['lost'])?.said).toHaveLength(1)
  })

  it('has again what was erased after the backup, and the command says so', async () => {
    expect((await phones['erased']?.read())?.map(({ event }) => event.type)).toEqual(['received'])
    expect(restored).toContain('BACK AGAIN: what was erased after that backup.')
  })

  it('has moved aside what lay there, whole', () => {
    const [aside = ''] = readdirSync(relay.data).filter((name) => name.startsWith('before-restore-'))
    expect(restored).toContain(join(relay.data, aside))
    expect(existsSync(join(relay.data, aside, 'relay.db'))).toBe(true)
    expect(existsSync(join(relay.data, aside, 'pepper'))).toBe(true)
  })
})
