import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { rootHashOf } from '../../../../shared/trust/directory.ts'
import { parseVerifyKey } from '../../../../shared/crypto/keys.ts'
import { parseBase64url } from '../../../../shared/bytes/base64url.ts'
import { p } from '../../../shared/trust/world.ts'

const PROGRAM = join(import.meta.dirname, '../../../../client/operator/demo.ts')

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

async function demo(input: string): Promise<Ended> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'pipe'] })
  const code = new Promise<number | null>((done) => void child.on('close', done))
  child.stdin.end(input)
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

describe('the seeding program of the demo', () => {
  it('prints a deployment whose root hash is that of its roots, new at every run, and ends when nobody asks for more', async () => {
    const [one, two] = await Promise.all([demo(''), demo('')])
    expect(one).toMatchObject({ code: 0, stderr: '' })
    const {
      rootHash,
      demo: isDemo,
      roots,
    } = JSON.parse(one.stdout) as { rootHash: string; demo: boolean; roots: string[] }
    const keys = roots.map((root) => parseVerifyKey<'root'>(parseBase64url(root)!)!)
    expect(Buffer.from(await rootHashOf(p, keys)).toString('hex')).toBe(rootHash)
    expect(isDemo).toBe(true)
    expect(two.stdout).not.toBe(one.stdout)
  })

  it('ends with one line and exit code 1 when there is no relay, or no address', async () => {
    for (const line of [
      'not an address\n',
      '{"origin": 7}\n',
      '{"origin": "http://127.0.0.1:1", "dataFolder": "/nowhere"}\n',
    ]) {
      const { code, stderr } = await demo(line)
      expect([line, code]).toEqual([line, 1])
      expect(stderr).toMatch(/^The demo could not be made: .*\n$/)
    }
  })
})
