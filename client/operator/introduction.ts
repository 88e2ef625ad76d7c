/**
 * Asks the relay's own program on this machine for a one-time introduction: clients share no code with the relay. The
 * description travels on its standard input, the token on its standard output, neither on a command line.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Bytes } from '../../shared/bytes/cursor.ts'
import { type AgencyDescription, INTRODUCTION_TOKEN_BYTES } from '../../shared/wire/introduction.ts'
import { parseBytesField, parseObject } from '../../shared/wire/json.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'server', 'cli', 'introduce.ts')

/** The relay's program said no; its own words. */
export class IntroductionError extends Error {
  readonly code = 'introduction'
  constructor(message: string) {
    super(message)
    this.name = 'IntroductionError'
  }
}

function parseToken(output: string): Bytes | null {
  try {
    return parseBytesField(parseObject(JSON.parse(output))?.['token'], INTRODUCTION_TOKEN_BYTES)
  } catch {
    return null
  }
}

/** The token of a new introduction, whose hash the relay's database now holds. Throws IntroductionError. */
export async function createIntroduction(dataFolder: string, description: AgencyDescription): Promise<Bytes> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  // A program that ends before it has read its input is told by its exit code.
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${JSON.stringify({ dataFolder, ...description })}\n`)
  const [output, complaint, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  const token = exitCode === 0 ? parseToken(output) : null
  if (token === null) throw new IntroductionError(complaint.trim() || 'The relay’s program gave no token.')
  return token
}
