/**
 * Every screen of the reporter's app in every language at 360x640, to be looked at: `.shots/TAG/NN-screen.png`, and one sheet
 * for each language, `.shots/TAG.png`.
 *
 *     npm run shots              all languages
 *     npm run shots -- my lo     these
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import type { Page } from 'playwright-core'
import { SPOKEN } from '../client/words/languages.ts'
import type { Language } from '../shared/case/language.ts'
import { bringChromium } from './bring-chromium.ts'
import { childTour } from './e2e/harness/child-tour.ts'
import { areaIn, choose, saidToChild, wordsOf } from './e2e/harness/languages.ts'
import { openPhone } from './e2e/harness/phone.ts'
import { startRelay } from './e2e/harness/relay-process.ts'
import { type OfficeFor, officeAt } from './e2e/harness/tour-office.ts'
import { tour } from './e2e/harness/tour.ts'

const folder = join(import.meta.dirname, '..', '.shots')
const COLUMNS = 10

interface Shot {
  readonly name: string
  readonly png: Buffer
}

async function shoot(origin: string, office: OfficeFor, language: Language): Promise<readonly Shot[]> {
  const phone = await openPhone(origin)
  const { page, screen } = phone
  const shots: Shot[] = []
  const visit = async (at: string): Promise<void> => {
    const name = `${String(shots.length + 1).padStart(2, '0')}-${at.replace(/\W+/g, '-')}`
    shots.push({ name, png: await page.screenshot({ scale: 'css', animations: 'disabled' }) })
  }
  try {
    await screen.tap((await wordsOf('en')).language)
    await visit('languages')
    await page.keyboard.press('Escape')
    await choose(screen, language)
    // the letters of a draft
    await page.waitForFunction(() => document.fonts.status === 'loaded')
    const way = { page, words: await wordsOf(language), area: areaIn(language), visit }
    await tour({ ...way, office })
    await childTour(way, await saidToChild(language))
    await sheet(page, language, shots)
  } finally {
    await phone.remove()
  }
  return shots
}

/** All screens of a language in one picture. */
async function sheet(page: Page, language: Language, shots: readonly Shot[]): Promise<void> {
  const figures = shots.map(
    ({ name, png }) =>
      `<figure><img src="data:image/png;base64,${png.toString('base64')}"><figcaption>${name}</figcaption></figure>`,
  )
  const other = await page.context().browser()?.newPage()
  const onto = other ?? (await page.context().newPage())
  await onto.setViewportSize({ width: COLUMNS * 190, height: 800 })
  await onto.setContent(
    `<style>body{margin:0;display:grid;grid-template-columns:repeat(${COLUMNS},190px);font:11px sans-serif}` +
      `figure{margin:4px}img{width:180px;border:1px solid #999}</style>${figures.join('')}`,
  )
  await onto.screenshot({ path: join(folder, `${language}.png`), fullPage: true, scale: 'css' })
  await onto.close()
}

bringChromium('The screens', 'npm run shots')
const asked = SPOKEN.filter((tag) => process.argv.slice(2).includes(tag))
const relay = await startRelay()
try {
  const office = officeAt(relay)
  for (const language of asked.length > 0 ? asked : SPOKEN) {
    const place = join(folder, language)
    rmSync(place, { recursive: true, force: true })
    mkdirSync(place, { recursive: true })
    const shots = await shoot(relay.origin, office, language)
    for (const { name, png } of shots) writeFileSync(join(place, `${name}.png`), png)
    process.stdout.write(`${language}: ${shots.length} screens\n`)
  }
} finally {
  await relay.remove()
}
