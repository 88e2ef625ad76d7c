/**
 * WebKitGTK through its own driver, by WebDriver commands over plain HTTP. Headless on Linux: a virtual screen is started for
 * it. For what runs inside a page; it has neither a phone's size nor an offline switch.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { installedBrowser } from '../../installed-browsers.ts'

export interface OpenWebKit {
  open(address: string): Promise<void>
  /** Runs `script`, the body of a function whose last argument is called with the answer. */
  ask(script: string): Promise<unknown>
  remove(): Promise<void>
}

const SCRIPT_MS = 240_000
const START_TRIES = 200

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** The screen chooses its own number and writes it to its fourth stream. */
async function openScreen(): Promise<{ readonly screen: ChildProcess; readonly name: string }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
  const screen = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const number = await new Promise<string>((resolve, reject) => {
    screen.on('error', reject)
    screen.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()))
  })
  return { screen, name: `:${number}` }
}

export async function openWebKit(): Promise<OpenWebKit> {
  const { screen, name } = await openScreen()
  const port = await freePort()
  const driver = spawn(installedBrowser('webkit') ?? '', [`--port=${port}`], {
    // Its windows and processes share its group, and end with it.
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      DISPLAY: name,
      GDK_BACKEND: 'x11',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      NO_AT_BRIDGE: '1',
    },
  })
  const command = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: unknown }
    const error = value as { error?: string; message?: string } | null
    if (typeof error?.error === 'string') throw new Error(`${error.error}: ${error.message}`)
    return value
  }
  for (let tries = 0; ; tries++) {
    try {
      await command('GET', '/status')
      break
    } catch (error) {
      if (tries >= START_TRIES) throw error
      await wait(50)
    }
  }
  const { sessionId } = (await command('POST', '/session', { capabilities: { alwaysMatch: {} } })) as {
    sessionId: string
  }
  const session = `/session/${sessionId}`
  await command('POST', `${session}/timeouts`, { script: SCRIPT_MS, pageLoad: 60_000 })
  return {
    open: async (url) => void (await command('POST', `${session}/url`, { url })),
    ask: (script) => command('POST', `${session}/execute/async`, { script, args: [] }),
    async remove() {
      await command('DELETE', session).catch(() => undefined)
      if (driver.pid !== undefined) process.kill(-driver.pid, 'SIGKILL')
      screen.kill()
    },
  }
}
