/**
 * The relay's own programs on this machine, as child processes: clients share no code with the relay, and only the relay
 * opens its databases. What they are asked travels on their standard input, never on a command line.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Readable } from 'node:stream'
import { type JsonObject, parseObject } from '../../shared/wire/json.ts'

export type ProgramName = 'introduce' | 'copy' | 'put-back' | 'destroy' | 'examine'

const FOLDER = join(import.meta.dirname, '..', '..', 'server', 'cli')

/** The relay's program said no; its own words. */
export class ProgramError extends Error {
  readonly code = 'relay-program'
  constructor(message: string) {
    super(message)
    this.name = 'ProgramError'
  }
}

interface Started {
  readonly child: ChildProcess
  readonly output: Readable
  /** Resolves when it ended well. */
  readonly ended: Promise<void>
}

async function endOf(child: ChildProcess, complaint: Readable): Promise<void> {
  const exit = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const [words, exitCode] = await Promise.all([text(complaint), exit])
  if (exitCode !== 0) throw new ProgramError(words.trim() || 'The relay’s program ended without a word.')
}

function start(name: ProgramName, request: JsonObject, more: boolean): Started {
  const child = spawn(process.execPath, [join(FOLDER, `${name}.ts`)], { stdio: ['pipe', 'pipe', 'pipe'] })
  // A program that ends before it has read its input is told by its exit code.
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${JSON.stringify(request)}\n`)
  if (!more) child.stdin.end()
  const ended = endOf(child, child.stderr)
  // Whoever awaits it hears of it; until then a failure is not unhandled.
  ended.catch(() => undefined)
  return { child, output: child.stdout, ended }
}

/** Everything that the program prints, as it comes; throws ProgramError at the end if it did not end well. */
export async function* outputOf(name: ProgramName, request: JsonObject): AsyncGenerator<Uint8Array, void, undefined> {
  const { child, output, ended } = start(name, request, false)
  try {
    for await (const piece of output) yield piece as Uint8Array
    await ended
  } finally {
    child.kill()
  }
}

function parseAnswer(output: string): JsonObject {
  try {
    const answer = parseObject(JSON.parse(output))
    if (answer !== null) return answer
  } catch {
    // Said below.
  }
  throw new ProgramError('The relay’s program gave no answer.')
}

/** The one JSON object that the program prints. Throws ProgramError, or what `input` throws. */
export async function callProgram(
  name: ProgramName,
  request: JsonObject,
  input?: AsyncIterable<Uint8Array>,
): Promise<JsonObject> {
  const { child, output, ended } = start(name, request, input !== undefined)
  const answer = text(output)
  try {
    for await (const piece of input ?? []) {
      // A program that refuses reads no further: its own words say why.
      if (child.stdin?.write(piece) === false)
        await Promise.race([once(child.stdin, 'drain').catch(() => ended), ended])
    }
  } finally {
    // Also when the input broke off: the program finds out and tidies up.
    child.stdin?.end()
    await ended.catch(() => undefined)
  }
  await ended
  return parseAnswer(await answer)
}
