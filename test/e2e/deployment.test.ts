/** A real deployment, from `init` to a report that is read; and a demonstration that cannot be mistaken for one. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { words as deskWords } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { enrol, found, invite, openCase, openOffice, type Desk } from './harness/desk.ts'
import { openPhone, type Phone } from './harness/phone.ts'
import { startRecorder, type Recorder } from './harness/recorder.ts'
import { linksIn, run, startRelay, type RelayProcess } from './harness/relay-process.ts'
import { tellAndSeal } from './harness/reporter.ts'

const folder = mkdtempSync(join(tmpdir(), 'sosafe-deployment-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a demonstration', () => {
  test.each([
    ['HOST', '0.0.0.0'],
    ['HOST', '::'],
    ['HOST', '192.0.2.7'],
    ['SOSAFE_ORIGIN', 'https://sosafe.example'],
  ])('refuses to be served beyond this machine: %s=%s', async (name, value) => {
    const data = join(folder, 'demo')
    const { code, output } = await run('server/start.ts', [], { PORT: '0', SOSAFE_DATA: data, [name]: value })
    expect(code).toBe(2)
    expect(output).toContain('This is a demonstration: it is served on this machine only.')
    expect(output).not.toContain('is ready')
    expect(existsSync(join(data, 'deployment.json'))).toBe(false)
  })
})

describe('a real deployment, made as docs/operations.md says', () => {
  const data = join(folder, 'data')
  const keys = join(folder, 'keys')
  const browsers: { remove(): Promise<void> }[] = []
  let relay: RelayProcess
  let recorder: Recorder
  let office: Founded
  let phone: Phone
  let firstBundle: Buffer

  interface Founded {
    readonly desk: Desk
    /** Thirty digits, as the desk shows them. */
    readonly fingerprint: string
  }

  const sosafe = async (...args: string[]): Promise<string> => {
    const { code, output } = await run('client/operator/main.ts', args)
    if (code !== 0) throw new Error(`sosafe ${args.join(' ')} ended with ${code}:\n${output}`)
    return output
  }
  const sign = (...args: string[]): Promise<string> =>
    sosafe('directory', 'sign', '--keys', keys, '--relay', relay.origin, ...args)

  /** A founding desk and its second device. */
  async function foundAgency(type: string, kind: 'agency' | 'overseer'): Promise<Founded> {
    const added = ['--area', 'lamphun', '--type', type, '--kind', kind, '--data', data, '--relay', relay.origin]
    const [link = ''] = linksIn(await sosafe('agency', 'add', ...added))
    const desk = await openOffice(link)
    browsers.push(desk)
    await found(desk.screen, `${type} 1`, 'seven quiet herons at dusk')
    const invitation = await invite(desk.page, desk.screen, `${type} 2`)
    const second = await enrol(invitation, 'nine loud geese at noon')
    await second.remove()
    const fingerprint = await desk.page.locator('.digits').innerText()
    return { desk, fingerprint }
  }

  beforeAll(async () => {
    recorder = await startRecorder()
  })
  afterAll(async () => {
    for (const browser of browsers) await browser.remove()
    await recorder.close()
    await relay?.remove()
  })

  test('begins with root keys that lie apart from the relay’s data', async () => {
    await sosafe('init', '--data', data, '--keys', keys, '--name', 'SoSafe Lamphun')
    const deployment = JSON.parse(readFileSync(join(data, 'deployment.json'), 'utf8')) as Record<string, unknown>
    expect(deployment['demo']).toBe(false)
    expect(statSync(join(data, 'pepper')).mode & 0o777).toBe(0o600)
    const again = await run('client/operator/main.ts', ['init', '--data', data, '--keys', join(folder, 'others')])
    expect(again.code).not.toBe(0)
  })

  test('has agencies that found themselves at their own desks and invite a second member', async () => {
    relay = await startRelay({ dataFolder: data })
    await sign()
    office = await foundAgency('province_social_development', 'agency')
    const others = [await foundAgency('hospital', 'agency'), await foundAgency('governor', 'overseer')]
    const shown = await sosafe('directory', 'show', '--keys', keys, '--relay', relay.origin)
    const fingerprints = [office, ...others].map(({ fingerprint }) => fingerprint)
    for (const fingerprint of fingerprints) expect(shown).toContain(fingerprint)
    const signed = await sign(...fingerprints.flatMap((fingerprint) => ['--confirm', fingerprint]))
    expect(signed).toContain('Signed and published.')
  }, 180_000)

  test('takes in a report, which bears no mark of a demonstration', async () => {
    phone = await openPhone(relay.origin, { proxyPort: recorder.port })
    browsers.push(phone)
    expect(await phone.screen.text()).not.toContain(words['demo'])
    await tellAndSeal(phone.screen, { area: 'Lamphun', words: 'I have nowhere to sleep tonight.', danger: true })
    await phone.screen.sees(words['state.handed'])
    firstBundle = recorder.exchanges.findLast(({ path }) => path === '/v1/areas/lamphun')?.answer ?? Buffer.alloc(0)
    const { screen } = office.desk
    expect(await screen.text()).not.toContain(deskWords['demo'])
    await screen.tap(deskWords['nav.cases'])
    await screen.tap(deskWords['status.sync'])
    await openCase(screen, 'I have nowhere to sleep tonight.')
    expect(await screen.text()).toContain(deskWords['case.danger'])
  })

  test('has a directory that a phone never takes back for an older one', async () => {
    const toLamphun = async (): Promise<void> => {
      await phone.screen.reload()
      await phone.screen.tap(words['home.tell'])
      await phone.screen.tap(words['danger.no'])
      await phone.screen.tap(words['next'])
      await phone.screen.tap('Lamphun')
      await phone.screen.sees(words['who.title'])
    }
    await sign()
    await toLamphun()
    recorder.onAnswer = ({ path, answer }) => (path === '/v1/areas/lamphun' ? firstBundle : answer)
    await toLamphun()
    await phone.screen.tap(words['back'])
    expect(await phone.screen.sees(words['trouble.list-older'])).toContain('191')
    // nor is the older one kept for later: without a network the newer one is at hand
    await phone.context.setOffline(true)
    await toLamphun()
    expect(await phone.screen.text()).toContain('Provincial Office of Social Development')
  })
})
