/** A reporter's way through the app, as a person would take it. */
import { words } from '../../../client/words/reporter.en.ts'
import type { Screen } from './screen.ts'

export interface Told {
  readonly danger?: boolean
  readonly needs?: readonly (keyof typeof words & `need.${string}`)[]
  /** As the screen names it. */
  readonly area: string
  readonly door?: 'first' | 'second'
  readonly words: string
  readonly phone?: { readonly number: string; readonly hours: string; readonly say: string }
  readonly person?: string
}

/** From the home to the last screen before sealing. */
export async function tell(screen: Screen, told: Told): Promise<void> {
  await screen.tap(words['home.tell'])
  await screen.sees(words['danger.title'])
  await screen.tap(words[told.danger ? 'danger.yes' : 'danger.no'])
  if (told.danger) await screen.tap(words['danger.first.write'])
  await screen.sees(words['need.title'])
  const needs = told.needs ?? []
  if (needs.length > 1) await screen.tap(words['need.several'])
  for (const need of needs) await screen.tap(words[need])
  if (needs.length > 1) await screen.tap(words['next'])
  if (needs.length === 0) await screen.tap(words['need.unknown'])
  await screen.sees(words['area.title'])
  await screen.tap(told.area)
  await screen.sees(words['who.title'])
  await screen.tap(words[told.door === 'second' ? 'who.yes' : 'who.no'])
  if (told.door === 'second') await screen.tap(words['who.second.take'])
  await screen.type(words['words.label'], told.words)
  await screen.tap(words['next'])
  await howToAnswer(screen, told)
  await screen.sees(words['review.title'])
}

/** From the home to the question for words. */
export async function toWords(screen: Screen, area: string): Promise<void> {
  for (const name of [words['home.tell'], words['danger.no'], words['need.unknown'], area, words['who.no']]) {
    await screen.tap(name)
  }
  await screen.sees(words['words.title'])
}

async function howToAnswer(screen: Screen, { phone, person }: Told): Promise<void> {
  await screen.sees(words['answer.title'])
  if (phone !== undefined) {
    await screen.tap(words['answer.safe_phone'])
    await screen.type(words['answer.phone'], phone.number)
    await screen.type(words['answer.hours'], phone.hours)
    await screen.type(words['answer.say'], phone.say)
  } else if (person !== undefined) {
    await screen.tap(words['answer.trusted_person'])
    await screen.type(words['answer.who'], person)
  } else await screen.tap(words['answer.ticket_only'])
  await screen.tap(words['next'])
  await screen.sees(words['silence.why'])
  await screen.tap(words['silence.write_to_ticket'])
}

/** From the last screen before sealing, with a draft of everything. */
export async function backToWords(screen: Screen): Promise<void> {
  for (const title of ['silence.why', 'answer.title', 'words.title'] as const) {
    await screen.tap(words['back'])
    await screen.sees(words[title])
  }
}

/** Tells, seals, and returns the ticket's 25 digits as the screen shows them. */
export async function tellAndSeal(screen: Screen, told: Told): Promise<string> {
  await tell(screen, told)
  await screen.tap(words['review.send'])
  return ticketOn(screen)
}

export async function ticketOn(screen: Screen): Promise<string> {
  const text = await screen.sees(words['ticket.title'])
  const [code] = /(?:\d{5}\s+){4}\d{5}/.exec(text) ?? []
  if (code === undefined) throw new Error(`no ticket on the screen:\n${text}`)
  return code.replace(/\s+/g, '')
}

/** Types the ticket and looks; does not wait for what comes. */
export async function look(screen: Screen, ticket: string): Promise<void> {
  await screen.tap(words['home.ticket'])
  await screen.type(words['my.label'], ticket)
  await screen.tap(words['my.open'])
}

/** From what the ticket has opened: writes more, to `agency` where the phone has to ask. Waits until it is handed over. */
export async function writeMore(screen: Screen, text: string, ask?: { area: string; agency: string }): Promise<void> {
  await screen.tap(words['my.write'])
  if (ask !== undefined) {
    await screen.tap(ask.area)
    await screen.tap(ask.agency)
    await screen.tap(words['more.sure.yes'])
  }
  await screen.type(words['more.title'], text)
  await screen.tap(words['more.send'])
  await screen.sees(words['state.handed'])
}

/** Hands over what was said, and goes back to what the ticket has opened. */
export async function handOverAndBack(screen: Screen): Promise<void> {
  await screen.tap(words['more.send'])
  await screen.sees(words['state.handed'])
  await screen.tap(words['back'])
}

/** From what the ticket has opened. Waits until it is handed over. */
export async function withdraw(screen: Screen): Promise<void> {
  await screen.tap(words['my.more'])
  await screen.tap(words['my.more.withdraw'])
  await screen.sees(words['withdraw.does.not'])
  await screen.tap(words['withdraw.send'])
  await screen.sees(words['state.handed'])
}
