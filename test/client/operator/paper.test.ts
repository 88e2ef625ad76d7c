import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paperLines, readPaper } from '../../../client/operator/paper.ts'
import type { Bytes } from '../../../shared/bytes/cursor.ts'
import { p } from '../../shared/trust/world.ts'
import { systemRandom } from './real-relay.ts'

const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => new Uint8Array(bytes) as Bytes)

describe('32 bytes on paper', () => {
  it('come back, also in Thai digits, with other words around and no line numbers', async () => {
    await fc.assert(
      fc.asyncProperty(secret, async (bytes) => {
        const lines = await paperLines(p, bytes)
        expect(lines).toHaveLength(9)
        expect(lines[0]).toMatch(/^1: \d{5} \d{5} \d$/)
        const thai = lines.map((line) => line.replace(/\d/g, (digit) => String.fromCodePoint(0x0e50 + Number(digit))))
        const bare = lines.map((line) => line.slice(3).replaceAll(' ', ''))
        for (const text of [lines, thai, bare, ['The pepper.', '', ...lines, 'Keep it.']]) {
          expect(await readPaper(p, text.join('\n'))).toEqual({ ok: true, bytes })
        }
      }),
      { numRuns: 30 },
    )
  })

  it('tell the line of a wrong digit and of two neighbours that were swapped', async () => {
    const lines = await paperLines(p, systemRandom(32))
    for (const [index, line] of lines.entries()) {
      const at = [3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 15][(index * 5) % 11]!
      const digit = String((Number(line[at]) + 1 + index) % 10)
      if (digit === line[at]) continue
      const wrong = lines.with(index, line.slice(0, at) + digit + line.slice(at + 1))
      expect(await readPaper(p, wrong.join('\n'))).toEqual({ ok: false, line: index + 1 })
    }
    const line = lines[3]!
    const at = [3, 4, 5, 6].find((place) => line[place] !== line[place + 1])!
    const swapped = line.slice(0, at) + line[at + 1]! + line[at]! + line.slice(at + 2)
    expect(await readPaper(p, lines.with(3, swapped).join('\n'))).toEqual({ ok: false, line: 4 })
  })

  it('are no secret when a line is missing, in another place, or of another paper', async () => {
    const lines = await paperLines(p, systemRandom(32))
    const others = await paperLines(p, systemRandom(32))
    for (const text of [
      '',
      lines.slice(1).join('\n'),
      [...lines, lines[0]].join('\n'),
      lines.with(8, others[8]!).join('\n'),
    ]) {
      expect(await readPaper(p, text)).toEqual({ ok: false, line: null })
    }
    const swapped = [lines[1]!.slice(3), lines[0]!.slice(3), ...lines.slice(2)]
    expect((await readPaper(p, swapped.join('\n'))).ok).toBe(false)
    expect((await readPaper(p, lines.with(2, others[2]!).join('\n'))).ok).toBe(false)
  })
})
