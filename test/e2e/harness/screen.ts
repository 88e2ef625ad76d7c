/** What a person can do with a page, the same for both engines: read it, tap by name, type into a labelled field. */
import type { Page as ChromiumPage } from 'playwright-core'
import type { ElementHandle, Page as FirefoxPage } from 'puppeteer-core'

export interface Screen {
  open(address: string): Promise<void>
  reload(): Promise<void>
  /** Taps the button or link of this visible name, once it is there and enabled. */
  tap(name: string): Promise<void>
  /** Taps the button in the line of a table that says this. */
  tapLine(text: string): Promise<void>
  /** Types with real keys into the field of this label. */
  type(label: string, text: string): Promise<void>
  /** Empties the field of this label. */
  clear(label: string): Promise<void>
  /** Asks the page itself; the question must not need anything from here. */
  ask<T>(question: () => T | Promise<T>): Promise<T>
  /** What stands on the screen now. */
  text(): Promise<string>
  /** Waits until the screen says this, and returns all that it says. */
  sees(text: string | RegExp): Promise<string>
  /** Whether a button or link of this name is there now. */
  offers(name: string): Promise<boolean>
}

/** Longest wait for anything: Argon2id twice on a slow machine that others use too. */
export const patienceMs = 60_000

interface Wanted {
  readonly name: string
  readonly kind: 'tap' | 'type' | 'line'
}

/** Runs in the page: the visible element that a person would mean, or null. */
function elementFor({ name, kind }: Wanted): HTMLElement | null {
  const clean = (text: string): string => text.replace(/\s+/g, ' ').trim()
  const shown = (element: Element): boolean => element.checkVisibility()
  if (kind === 'tap') {
    const all = [...document.querySelectorAll<HTMLElement>('button, a[href], summary, [role=button]')].filter(
      (element) => shown(element) && !(element as HTMLButtonElement).disabled,
    )
    const names = (element: HTMLElement): string[] => [
      clean(element.innerText),
      clean(element.getAttribute('aria-label') ?? ''),
    ]
    return (
      all.find((element) => names(element).includes(name)) ??
      all.find((element) => names(element).some((own) => own.startsWith(`${name} `))) ??
      null
    )
  }
  if (kind === 'line') {
    const line = [...document.querySelectorAll<HTMLElement>('tbody tr')].find((row) => row.innerText.includes(name))
    return line?.querySelector('button') ?? null
  }
  const fields = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].filter(shown)
  const labels = (field: HTMLInputElement): string[] => [
    ...[...(field.labels ?? [])].map((label) => clean(label.innerText)),
    clean(field.getAttribute('aria-label') ?? ''),
    ...(field.getAttribute('aria-labelledby') ?? '')
      .split(' ')
      .map((id) => clean(document.getElementById(id)?.innerText ?? '')),
  ]
  return fields.find((field) => labels(field).some((label) => label === name || label.startsWith(`${name} `))) ?? null
}

function matches(text: string, wanted: string | RegExp): boolean {
  const flat = text.replace(/\s+/g, ' ')
  return typeof wanted === 'string' ? flat.includes(wanted) : wanted.test(flat)
}

const pauseMs = 100

async function waitFor<T>(what: string, screen: Screen, look: () => Promise<T | null>): Promise<T> {
  const until = Date.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > until) throw new Error(`waited in vain for ${what}; the screen says:\n${await screen.text()}`)
    await new Promise((done) => void setTimeout(done, pauseMs))
  }
}

/** While a page is being replaced nothing can be asked of it. */
async function orNull<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking
  } catch (error) {
    const { name, message } = error as Error
    // a click that took too long may have happened: it is not tried again
    if (name !== 'TimeoutError' && /context|navigat|attached|Cannot find|no such|discarded|actor/i.test(message))
      return null
    throw error
  }
}

/** What the two engines do in their own way. */
interface Engine {
  open(address: string): Promise<unknown>
  reload(): Promise<unknown>
  text(): Promise<string>
  /** Whether the element is there. */
  has(wanted: Wanted): Promise<boolean>
  ask<T>(question: () => T | Promise<T>): Promise<T>
  /** False when it went away meanwhile. */
  click(wanted: Wanted): Promise<boolean>
  press(text: string): Promise<unknown>
  /** Selects all of the field that has the focus and deletes it. */
  empty(): Promise<unknown>
}

function screenOf(engine: Engine): Screen {
  const text = async (): Promise<string> => (await orNull(engine.text())) ?? ''
  const click = (what: string, wanted: Wanted): Promise<boolean> =>
    waitFor(what, screen, async () => {
      // on a slow machine nobody has touched the phone for a while
      await orNull(engine.ask(() => document.querySelector<HTMLElement>('.cover')?.click()))
      return (await orNull(engine.click(wanted))) === true ? true : null
    })
  const screen: Screen = {
    open: async (address) => void (await engine.open(address)),
    reload: async () => void (await engine.reload()),
    tap: async (name) => void (await click(`the button “${name}”`, { name, kind: 'tap' })),
    tapLine: async (text) => void (await click(`the line “${text}”`, { name: text, kind: 'line' })),
    type: async (label, typed) => {
      await click(`the field “${label}”`, { name: label, kind: 'type' })
      await engine.press(typed)
    },
    clear: async (label) => {
      await click(`the field “${label}”`, { name: label, kind: 'type' })
      await engine.empty()
    },
    ask: (question) => engine.ask(question),
    text,
    sees: (wanted) =>
      waitFor(`the text ${String(wanted)}`, screen, async () => {
        const now = await text()
        return matches(now, wanted) ? now : null
      }),
    offers: async (name) => (await orNull(engine.has({ name, kind: 'tap' }))) === true,
  }
  return screen
}

export function chromiumScreen(page: ChromiumPage): Screen {
  const find = async (wanted: Wanted) => page.evaluateHandle(elementFor, wanted)
  return screenOf({
    open: (address) => page.goto(address),
    reload: () => page.reload(),
    text: () => page.evaluate(() => document.body.innerText),
    has: async (wanted) => {
      const handle = await find(wanted)
      const there = handle.asElement() !== null
      await handle.dispose()
      return there
    },
    click: async (wanted) => {
      const handle = await find(wanted)
      const element = handle.asElement()
      try {
        await element?.click({ timeout: patienceMs })
      } finally {
        // a handle would keep the element, and what its listeners know, in the page's memory
        await handle.dispose()
      }
      return element !== null
    },
    press: (text) => page.keyboard.type(text),
    empty: async () => {
      await page.keyboard.press('ControlOrMeta+A')
      await page.keyboard.press('Backspace')
    },
    ask: (question) => page.evaluate(question),
  })
}

export function firefoxScreen(page: FirefoxPage): Screen {
  const find = async (wanted: Wanted) =>
    (await page.evaluateHandle(elementFor, wanted)).asElement() as ElementHandle<HTMLElement> | null
  return screenOf({
    open: (address) => page.goto(address),
    reload: () => page.reload(),
    text: () => page.evaluate(() => document.body.innerText),
    has: async (wanted) => {
      const element = await find(wanted)
      await element?.dispose()
      return element !== null
    },
    click: async (wanted) => {
      const element = await find(wanted)
      await element?.scrollIntoView()
      await element?.click()
      await element?.dispose()
      return element !== null
    },
    press: (text) => page.keyboard.type(text),
    empty: async () => {
      await page.keyboard.down('Control')
      await page.keyboard.press('a')
      await page.keyboard.up('Control')
      await page.keyboard.press('Backspace')
    },
    ask: async <T>(question: () => T | Promise<T>) => (await page.evaluate(question)) as T,
  })
}
