/** An office that two areas name, with an overseer in each: who above it hears how it was is what the person says. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { linkLines } from '../../client/operator/demo/links.ts'
import { seedDemo } from '../../client/operator/demo/seed.ts'
import { readDeployment } from '../../client/operator/deployment.ts'
import { initialise } from '../../client/operator/init.ts'
import { createIntroduction } from '../../client/operator/introduction.ts'
import { fetchDirectory, publishDirectory } from '../../client/operator/publish-directory.ts'
import { readRootKeys } from '../../client/operator/root-keys.ts'
import { createRelay } from '../../client/relay/relay.ts'
import { words as en } from '../../client/words/reporter.en.ts'
import { eventHashName } from '../../shared/case/names.ts'
import { type Day, dayOf } from '../../shared/day.ts'
import { systemRandom } from '../client/operator/real-relay.ts'
import { p } from '../shared/trust/world.ts'
import { type Invitation, invitationsIn } from './harness/invitations.ts'
import { watchLetters } from './harness/letters.ts'
import { phoneForTest } from './harness/lifetimes.ts'
import { answerTicket, freshTicket, keysOf } from './harness/member-answer.ts'
import { questionProblems } from './harness/question-rules.ts'
import { type RelayProcess, startRelay } from './harness/relay-process.ts'
import { look } from './harness/reporter.ts'
import { problemsOn } from './harness/screen-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'sosafe-overseers-'))
const today = (): Day => dayOf(Date.now())
const ticket = freshTicket()

let relay: RelayProcess
let invited: readonly Invitation[]
const one = (area: string, part: string): Invitation => {
  const found = invited.find((invitation) => invitation.area === area && invitation.part === part)
  if (found === undefined) throw new Error(`nobody is invited to ${part} of ${area}`)
  return found
}

/** The offices of the demonstration, under root keys that are at hand: no office of the demonstration is of two areas. */
beforeAll(async () => {
  const [data, keys] = [join(folder, 'data'), join(folder, 'keys')]
  await initialise(p, systemRandom, { data, keys, name: 'SoSafe' })
  const deployment = await readDeployment(p, [data])
  if (deployment === null) throw new Error('no deployment')
  const roots = await readRootKeys(p, [keys])
  relay = await startRelay({ dataFolder: data })
  const { origin } = relay
  const api = createRelay({ fetch: (url, init) => fetch(url, init), origin, today, p })
  const context = { p, random: systemRandom, relay: api, today, now: () => Date.now() }
  const introduce = (description: Parameters<typeof createIntroduction>[1]): ReturnType<typeof createIntroduction> =>
    createIntroduction(data, description)
  const agencies = await seedDemo(context, { deployment, roots, createIntroduction: introduce })
  invited = invitationsIn(linkLines(agencies, origin).join('\n'))

  const current = await fetchDirectory(context, deployment, null)
  if (current.kind !== 'current' || current.directory === null) throw new Error(current.kind)
  const { directory } = current
  const office = directory.areas.find(({ id }) => id === 'lamphun')?.frontDesk
  if (office === undefined) throw new Error('no front desk')
  const areas = directory.areas.map((area) =>
    area.id === 'lamphun' ? area : { ...area, agencies: [...area.agencies, office] },
  )
  const next = { areas, agencies: directory.agencies, leftOut: [] }
  const published = await publishDirectory(context, deployment, next, directory, roots)
  if (published.kind !== 'published') throw new Error(published.kind)

  const to = await keysOf(ticket, deployment.rootHash)
  const body = { report: eventHashName(to.pseudonym), day: today() }
  await answerTicket({ origin, to, link: one('lamphun', 'front-desk').link, previous: null, type: 'received', body })
})
afterAll(async () => {
  await relay.remove()
  rmSync(folder, { recursive: true, force: true })
})

test('whoever does not know who is above it tells the office alone, and whoever does tells that one and no other', async () => {
  const { page, screen } = await phoneForTest(relay.origin)
  const [front, here, there] = [one('lamphun', 'front-desk'), one('lamphun', 'overseer'), one('yala-city', 'overseer')]
  const letters = watchLetters(page, [front, here, there])
  const ask = async (): Promise<void> => {
    await screen.tap(en['my.more.feedback'])
    await screen.sees(en['how.overseer'])
  }
  const answer = async (): Promise<void> => {
    for (const key of ['how.partly', 'next', 'skip', 'skip'] as const) await screen.tap(en[key])
    await screen.sees(en['more.send'])
  }
  const send = async (): Promise<void> => {
    await screen.tap(en['more.send'])
    await screen.sees(en['state.handed'])
  }
  await look(screen, ticket)
  await screen.tap(en['my.more'])
  await ask()
  expect(await page.locator('main .choice').allInnerTexts()).toEqual(
    expect.arrayContaining([here.names.en, there.names.en, en['need.unknown']]),
  )
  // which it is, and why that is asked, is all that there is to read
  expect([...(await problemsOn(page)), ...(await questionProblems(page, 'who is above it'))]).toEqual([])
  await screen.tap(en['back'])
  await ask()

  await screen.tap(en['need.unknown'])
  await answer()
  expect(await screen.text()).toContain(en['how.to.only'].replace('{agency}', front.names.en))
  // no words: they are for who is above it
  expect(await page.locator('main textarea').count()).toBe(0)
  expect(await problemsOn(page)).toEqual([])
  expect(await letters.named()).toEqual([front.names.en])
  await send()
  expect(letters.posted()).toEqual([front.names.en])
  await screen.tap(en['back'])

  await ask()
  await screen.tap(there.names.en)
  await answer()
  expect(await letters.named()).toEqual([front.names.en, there.names.en].toSorted())
  await screen.type(en['how.words'], 'They asked why I stayed.')
  await send()
  expect(letters.posted()).toEqual([front.names.en, there.names.en].toSorted())
})
