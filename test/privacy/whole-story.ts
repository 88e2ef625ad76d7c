/**
 * The whole story with a marker in every field: told without a network, handed over, taken in, answered, read, written on,
 * withdrawn. And what goes wrong: a phone is killed while somebody types, one while an envelope waits, and a desk while an
 * answer is being written. Leaves the profiles of all of them for the search.
 */
import { words as deskWords } from '../../client/words/desk.en.ts'
import { words } from '../../client/words/reporter.en.ts'
import { areas, type Demo } from '../e2e/harness/demo.ts'
import { close, join, openCase, openOfficeOnDisk, reply, writeNote, type DeskOnDisk } from '../e2e/harness/desk.ts'
import { openPhoneOnDisk, readyForOffline, type PhoneOnDisk } from '../e2e/harness/phone.ts'
import type { Recorder } from '../e2e/harness/recorder.ts'
import { look, tell, tellAndSeal, ticketOn, withdraw, writeMore } from '../e2e/harness/reporter.ts'
import { chromiumScreen } from '../e2e/harness/screen.ts'
import { keepEverything, type ControlPage } from './control-page.ts'
import { heapOf } from './heap.ts'
import { deskKeys } from './keys.ts'
import { createMarker, formsOf, type Needle } from './needles.ts'
import { scanFolder } from './scan.ts'

/** What is typed, by whom. */
const fields = {
  phone: ['words', 'number', 'hours', 'say', 'who', 'more', 'draft', 'waiting'],
  desk: ['passphrase', 'reply', 'note', 'closing', 'unfinished'],
} as const
type Field = (typeof fields)['phone' | 'desk'][number]

export interface Traces {
  /** Field -> what was typed into it. */
  readonly markers: ReadonlyMap<string, string>
  /** 25 digits each. */
  readonly tickets: readonly string[]
  /** Seeds that the desks hold. */
  readonly seeds: readonly Needle[]
  /** What the phone that reported had in memory: before sealing, with the ticket, and after. */
  readonly heaps: { readonly review: string; readonly ticket: string; readonly after: string }
}

export interface Scene {
  readonly demo: Demo
  readonly recorder: Recorder
  readonly control: ControlPage
  /** What was done with it -> folder of the profile; filled here, also when the story breaks off. */
  readonly profiles: Map<string, string>
  /** Called when the relay has just written something. */
  readonly onWritten: () => void
}

export async function tellWholeStory(scene: Scene): Promise<Traces> {
  const { demo, recorder, onWritten } = scene
  const markers = new Map([...fields.phone, ...fields.desk].map((field) => [field as string, createMarker(field)]))
  const marker = (field: Field): string => markers.get(field) ?? ''
  const office = demo.invitation('lamphun', 'front-desk')
  const colleague = demo.invitation('lamphun', 'front-desk')
  const seeds = [...(await deskKeys(demo.origin, office)), ...(await deskKeys(demo.origin, colleague))]
  const through = { proxyPort: recorder.port }
  const keep = <T extends PhoneOnDisk | DeskOnDisk>(name: string, browser: T): T => {
    scene.profiles.set(name, browser.profile)
    return browser
  }

  const sender = keep('phone: reported, handed over, closed', await openPhoneOnDisk(demo.origin, through))
  const { ticket, heaps } = await report(sender, marker)
  onWritten()
  await sender.close()

  const first = keep('desk: answered, closed', await openOfficeOnDisk(office.link, through))
  await join(first.screen, marker('passphrase'))
  await openCase(first.screen, marker('words'))
  await first.screen.tap(deskWords['case.contact.show'])
  await first.screen.sees(marker('number'))
  await reply(first.screen, `${marker('reply')} เราเชื่อคุณ`)
  await writeNote(first.screen, marker('note'))
  await first.screen.sees(deskWords['status.none-waiting'])
  onWritten()

  const reader = keep('phone: read, written on, withdrawn, closed', await openPhoneOnDisk(demo.origin, through))
  await look(reader.screen, ticket)
  await reader.screen.tap(words['my.show'])
  await reader.screen.sees(marker('reply'))
  await writeMore(reader.screen, marker('more'))
  await reader.screen.tap(words['home'])
  await look(reader.screen, ticket)
  await withdraw(reader.screen)
  onWritten()
  await reader.close()

  await first.screen.tap(deskWords['status.sync'])
  await first.screen.sees(marker('more'))
  await close(first.screen, 'reason.other', marker('closing'))
  await first.screen.sees(deskWords['status.none-waiting'])
  onWritten()
  await first.close()

  const waiting = keep('phone: killed while an envelope waited', await openPhoneOnDisk(demo.origin, through))
  await readyForOffline(waiting.screen)
  await waiting.context.setOffline(true)
  const told = { area: areas.second, words: marker('waiting'), person: marker('who') }
  const tickets = [ticket, await tellAndSeal(waiting.screen, told)]
  await waiting.kill()

  const typing = keep('phone: killed while somebody typed', await openPhoneOnDisk(demo.origin, through))
  await tell(typing.screen, { area: areas.first, words: marker('draft'), person: marker('who') })
  await typing.screen.tap(words['back'])
  await killBesideControl(typing, scene.control)

  const second = keep('desk: killed while an answer was written', await openOfficeOnDisk(colleague.link, through))
  await join(second.screen, marker('passphrase'))
  await second.screen.tap(`${deskWords['cases.ended']} 1`)
  await openCase(second.screen, marker('more'))
  await second.screen.tap(deskWords['act.reply'])
  await second.screen.type(deskWords['act.words'], marker('unfinished'))
  await killBesideControl(second, scene.control)

  return { markers, tickets, seeds, heaps }
}

async function report(
  { screen, page, context }: PhoneOnDisk,
  marker: (field: Field) => string,
): Promise<{ ticket: string; heaps: Traces['heaps'] }> {
  await readyForOffline(screen)
  await context.setOffline(true)
  await tell(screen, {
    area: areas.first,
    needs: ['need.shelter'],
    words: `${marker('words')} เขาไม่ให้ฉันออกจากบ้าน`,
    phone: { number: marker('number'), hours: marker('hours'), say: marker('say') },
  })
  const review = await heapOf(page)
  await screen.tap(words['review.send'])
  const ticket = await ticketOn(screen)
  const shown = await heapOf(page)
  await context.setOffline(false)
  await screen.sees(words['state.handed'])
  await screen.tap(words['ticket.finished'])
  await screen.sees(words['calm.title'])
  return { ticket, heaps: { review, ticket: shown, after: await heapOf(page) } }
}

/** In the same profile at the same time, so that what the careless page left could have been left by the app. */
async function killBesideControl(
  { context, profile, kill }: PhoneOnDisk | DeskOnDisk,
  control: ControlPage,
): Promise<void> {
  const page = await context.newPage()
  const screen = chromiumScreen(page)
  await screen.open(control.origin)
  await screen.type('Control', control.markers.typed)
  await page.evaluate(keepEverything, control.markers)
  await found(profile, control)
  await kill()
}

const patienceMs = 60_000

/** Waits until everything that the control page keeps has reached the disk. */
export async function found(profile: string, { markers }: ControlPage): Promise<void> {
  const until = Date.now() + patienceMs
  const ways = Object.entries(markers)
  for (;;) {
    const needles = ways.flatMap(([way, text]) => formsOf(way, text))
    const seen = scanFolder(profile, needles, { inflate: false }).map(({ needle }) => needle.split(' ')[0])
    const missing = ways.map(([way]) => way).filter((way) => !seen.includes(way))
    if (missing.length === 0) return
    if (Date.now() > until) throw new Error(`not in the profile, so that its search proves nothing: ${missing.join()}`)
    await new Promise((done) => void setTimeout(done, 1000))
  }
}
