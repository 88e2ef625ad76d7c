/** A caseworker's way through the desk, as a person would take it. */
import { words } from '../../../client/words/desk.en.ts'
import { PASSPHRASE_MIN_CHARACTERS } from '../../../shared/protocol.ts'
import {
  openBrowser,
  openWindow,
  type BrowserOptions,
  type OpenBrowser,
  type OpenWindow,
  type WindowOptions,
} from './chromium.ts'
import { chromiumScreen, type Screen } from './screen.ts'

export interface Desk extends OpenWindow {
  readonly screen: Screen
}

export interface DeskOnDisk extends OpenBrowser {
  readonly screen: Screen
}

/** A browser of an office, at the address given. */
export async function openOffice(address: string, options: Omit<WindowOptions, 'device'> = {}): Promise<Desk> {
  const window = await openWindow({ device: 'office', ...options })
  const screen = chromiumScreen(window.page)
  await screen.open(address)
  return { ...window, screen }
}

/** One that can be killed, closed and opened again, whose files can be searched. */
export async function openOfficeOnDisk(
  address: string,
  options: Omit<BrowserOptions, 'device'> = {},
): Promise<DeskOnDisk> {
  const browser = await openBrowser({ device: 'office', ...options })
  const screen = chromiumScreen(browser.page)
  await screen.open(address)
  return { ...browser, screen }
}

/** Chooses a passphrase and waits for the desk. */
export async function choosePassphrase(
  screen: Screen,
  passphrase: string,
  action: string = words['passphrase.make'],
): Promise<void> {
  await screen.sees(words['passphrase.title'])
  await screen.type(words['passphrase.first'].replace('{count}', String(PASSPHRASE_MIN_CHARACTERS)), passphrase)
  await screen.type(words['passphrase.second'], passphrase)
  await screen.tap(action)
  await screen.sees(words['status.synced'].replace(/\{date\}/, ''))
}

/** Vouches for a computer that has not shown yet that it keeps a desk. */
export async function takeInHere(screen: Screen): Promise<void> {
  await screen.tap(words['proof.own'])
  await screen.tap(words['proof.own.yes'])
}

/** At the printed invitation: becomes that member, at a computer of their own. */
export async function join(screen: Screen, passphrase: string): Promise<void> {
  await choosePassphrase(screen, passphrase)
  await takeInHere(screen)
}

/** Opens a printed invitation and becomes that member. */
export async function enrol(
  link: string,
  passphrase: string,
  options: Omit<WindowOptions, 'device'> = {},
): Promise<Desk> {
  const desk = await openOffice(link, options)
  await join(desk.screen, passphrase)
  return desk
}

export async function unlock(screen: Screen, passphrase: string): Promise<void> {
  await screen.sees(words['unlock.title'])
  await screen.clear(words['unlock.passphrase'])
  await screen.type(words['unlock.passphrase'], passphrase)
  await screen.tap(words['unlock.open'])
}

/** Opens the case whose last words are these. */
export async function openCase(screen: Screen, said: string): Promise<void> {
  await screen.tapLine(said)
  await screen.sees(words['case.timeline'])
}

export async function reply(screen: Screen, text: string): Promise<void> {
  await screen.tap(words['act.reply'])
  await screen.type(words['act.words'], text)
  await screen.tap(words['act.preview'])
  await screen.sees(words['act.preview.title'])
  await screen.tap(words['act.send'])
  await screen.sees(words['act.written'])
}

export async function writeNote(screen: Screen, text: string): Promise<void> {
  await screen.tap(words['act.note'])
  await screen.type(words['act.note.words'], text)
  await screen.tap(words['act.save'])
  await screen.sees(words['act.written.note'])
}

export async function setStatus(
  screen: Screen,
  status: `case-status.${string}` & keyof typeof words,
  promise: string,
): Promise<void> {
  await screen.tap(words['act.status'])
  await screen.tap(words[status])
  await screen.tap(promise)
  await screen.tap(words['act.preview'])
  await screen.tap(words['act.send'])
  await screen.sees(words['act.written'])
}

export async function close(
  screen: Screen,
  reason: `reason.${string}` & keyof typeof words,
  text: string,
): Promise<void> {
  await screen.tap(words['act.close'])
  await screen.tap(words[reason])
  await screen.type(words['act.close.words'], text)
  await screen.tap(words['act.preview'])
  await screen.tap(words['act.send'])
  await screen.sees(words['act.written'])
}

/** Founds an agency by an administrator's link. */
export async function found(screen: Screen, label: string, passphrase: string): Promise<void> {
  await screen.sees(words['found.title'])
  await screen.type(words['found.label'], label)
  await choosePassphrase(screen, passphrase)
  await takeInHere(screen)
}

/** The link for one more device of this agency. */
export async function invite(screen: Screen, label: string): Promise<string> {
  await screen.tap(words['nav.team'])
  await screen.tap(
    (await screen.offers(words['team.invite.second'])) ? words['team.invite.second'] : words['team.invite'],
  )
  await screen.type(words['team.invite.label'], label)
  await screen.tap(words['team.invite.make'])
  await screen.sees(words['team.invite.title'])
  const text = await screen.ask(() => document.body.innerHTML)
  const [link] = /https?:\/\/[^\s"<]+#join=[\w-]+/.exec(text) ?? []
  if (link === undefined) throw new Error('no invitation link on the screen')
  await screen.tap(words['team.invite.done'])
  return link
}
