/** A real deployment, from `init` to a report that is read; and a demonstration that cannot be mistaken for one. */
import { gzipSync } from 'node:zlib'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { words } from '../../client/words/reporter.en.ts'
import { makeDeployment } from './deployment-story.ts'
import { openPhone, readyForOffline, untilTomorrow } from './harness/phone.ts'
import { startRecorder } from './harness/recorder.ts'
import { run } from './harness/relay-process.ts'

describe('a demonstration', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sosafe-deployment-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

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

const deployment = makeDeployment('chromium')

test('a directory of it is never taken back for an older one', async () => {
  const { origin } = deployment.relay()
  // as it travels to a browser
  const older = gzipSync(Buffer.from(await (await fetch(`${origin}/v1/areas/lamphun`)).arrayBuffer()))
  await deployment.sign()
  const recorder = await startRecorder()
  const phone = await openPhone(origin, { proxyPort: recorder.port })
  try {
    const { screen, context } = phone
    const toLamphun = async (): Promise<void> => {
      await screen.reload()
      await screen.tap(words['home.tell'])
      await screen.tap(words['danger.no'])
      await screen.tap(words['need.unknown'])
      await screen.tap('Lamphun')
      await screen.sees(words['who.title'])
    }
    await readyForOffline(screen)
    await untilTomorrow(phone)
    recorder.onAnswer = ({ path, answer }) => (path === '/v1/areas/lamphun' ? older : answer)
    await toLamphun()
    await screen.tap(words['back'])
    expect(await screen.sees(words['trouble.list-older'])).toContain('191')
    // nor is the older one kept for later: without a network the newer one is at hand
    await context.setOffline(true)
    await toLamphun()
    expect(await screen.text()).toContain('Provincial Office of Social Development')
  } finally {
    await phone.remove()
    await recorder.close()
  }
})
