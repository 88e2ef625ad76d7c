/** A real deployment as docs/operations.md makes one, from `init` to a report that is read, each person in a browser of their own. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { words as deskWords } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { choosePassphrase, found, invite, openCase } from './harness/desk.ts'
import { openPerson, type Engine, type Person } from './harness/person.ts'
import { linksIn, run, startRelay, type RelayProcess } from './harness/relay-process.ts'
import { tellAndSeal } from './harness/reporter.ts'

export interface Deployment {
  /** Once it has been made. */
  relay(): RelayProcess
  /** Signs the directory anew. */
  sign(): Promise<string>
}

interface Founded {
  readonly desk: Person
  /** Thirty digits, as the desk shows them. */
  readonly fingerprint: string
}

/** Adds the tests that make it; what comes after them in the file finds it made. */
export function makeDeployment(engine: Engine): Deployment {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-deployment-'))
  const data = join(folder, 'data')
  const keys = join(folder, 'keys')
  const people: Person[] = []
  let relay: RelayProcess
  let office: Founded

  const sosafe = async (...args: string[]): Promise<string> => {
    const { code, output } = await run('client/operator/main.ts', args)
    if (code !== 0) throw new Error(`sosafe ${args.join(' ')} ended with ${code}:\n${output}`)
    return output
  }
  const sign = (...args: string[]): Promise<string> =>
    sosafe('directory', 'sign', '--keys', keys, '--relay', relay.origin, ...args)
  const open = async (device: 'phone' | 'office', address: string): Promise<Person> => {
    const person = await openPerson(engine, { device })
    await person.screen.open(address)
    return person
  }

  /** A founding desk and its second device. */
  async function foundAgency(type: string, kind: 'agency' | 'overseer'): Promise<Founded> {
    const added = ['--area', 'lamphun', '--type', type, '--kind', kind, '--data', data, '--relay', relay.origin]
    const [link = ''] = linksIn(await sosafe('agency', 'add', ...added))
    const desk = await open('office', link)
    people.push(desk)
    await found(desk.screen, `${type} 1`, 'seven quiet herons at dusk')
    const invitation = await invite(desk.screen, `${type} 2`)
    const second = await open('office', invitation)
    await choosePassphrase(second.screen, 'nine loud geese at noon')
    await second.remove()
    const fingerprint = await desk.screen.ask(() => document.querySelector<HTMLElement>('.digits')?.innerText ?? '')
    return { desk, fingerprint }
  }

  afterAll(async () => {
    for (const person of people) await person.remove()
    await relay?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  describe('a real deployment, made as docs/operations.md says', () => {
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
      const confirmations = [...shown.matchAll(/--confirm "([\d ]+)"/g)].map(([, digits = '']) => digits)
      expect(confirmations).toHaveLength(fingerprints.length)
      const signed = await sign(...confirmations.flatMap((digits) => ['--confirm', digits]))
      expect(signed).toContain('Signed and published.')
    }, 300_000)

    test('takes in a report, which bears no mark of a demonstration', async () => {
      const phone = await open('phone', relay.origin)
      people.push(phone)
      await phone.screen.sees(words['home.title'])
      expect(await phone.screen.text()).not.toContain(words['demo'])
      await tellAndSeal(phone.screen, { area: 'Lamphun', words: 'I have nowhere to sleep tonight.', danger: true })
      await phone.screen.sees(words['state.handed'])
      const { screen } = office.desk
      expect(await screen.text()).not.toContain(deskWords['demo'])
      await screen.tap(deskWords['nav.cases'])
      await screen.tap(deskWords['status.sync'])
      await openCase(screen, 'I have nowhere to sleep tonight.')
      expect(await screen.text()).toContain(deskWords['case.danger'])
    })
  })

  return { relay: () => relay, sign: () => sign() }
}
