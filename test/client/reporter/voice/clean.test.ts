/**
 * What a recording says beside the sound is gone, and the sound is as it was. Recordings of the tests' browsers, a second and a
 * half of their made-up microphones: recorded/.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanVoice } from '../../../../client/reporter/voice/clean.ts'
import { cleanMp4 } from '../../../../client/reporter/voice/mp4.ts'
import { cleanWebm } from '../../../../client/reporter/voice/webm.ts'
import { type Bytes, concat } from '../../../../shared/bytes/cursor.ts'
import { voiceTypeOf } from '../../../../shared/case/voice.ts'

const recorded = (name: string): Bytes => new Uint8Array(readFileSync(join(import.meta.dirname, 'recorded', name)))
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'))
const MARKER = 'MARKER-of-somebody'

/** What stands behind `text`, up to the end. */
const after = (bytes: Bytes, text: string): Bytes => bytes.slice(textOf(bytes).indexOf(text))

const u32 = (value: number): Bytes => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}
/** An element with a size of four bytes. */
const element = (id: string, content: Uint8Array): Bytes => {
  const size = u32(content.length)
  size[0] = 0x10
  return concat(Buffer.from(id, 'hex'), size, content)
}
const box = (type: string, content: Uint8Array): Bytes => concat(u32(8 + content.length), bytesOf(type), content)

describe.each(['chromium.webm', 'firefox.webm'])('%s', (name) => {
  const before = recorded(name)
  const clean = cleanVoice(before)

  test('names no program, and is as long as before', () => {
    expect(textOf(before)).toMatch(/Chrome|LibWebM/)
    expect(clean?.mediaType).toBe('audio/webm')
    expect(textOf(clean?.bytes ?? new Uint8Array())).not.toMatch(/chrome|mozilla|webm-|muxing|writing/i)
    expect(clean?.bytes).toHaveLength(before.length)
  })

  test('has its sound as it was: everything from the first cluster on', () => {
    const cluster = '\x1f\x43\xb6\x75'
    expect(clean === null ? null : after(clean.bytes, cluster)).toEqual(after(before, cluster))
    expect(after(before, cluster).length).toBeGreaterThan(1000)
  })

  test('is looked through to its end', () => {
    expect(cleanWebm(recorded(name))).toBe(true)
  })
})

describe('a WebM recording', () => {
  const before = recorded('chromium.webm')
  const cluster = textOf(before).indexOf('\x1f\x43\xb6\x75')
  /** With something between tracks and sound, where others may have put it. */
  const grafted = (graft: Uint8Array): Bytes => concat(before.slice(0, cluster), graft, before.slice(cluster))

  test.each(['4461', '7ba9', '73a4', '7384', '1254c367', '1941a469', '1043a770', '536e', '4d80', '5741', 'bf', 'ec'])(
    'loses what stands under %s',
    (id) => {
      const whole = grafted(element(id, bytesOf(MARKER)))
      expect(textOf(whole)).toContain(MARKER)
      const { bytes } = cleanVoice(whole) ?? { bytes: whole }
      expect(textOf(bytes)).not.toContain(MARKER)
      expect(bytes.slice(-1000)).toEqual(before.slice(-1000))
      // and what was put in its place is read by the same walk
      expect(cleanWebm(bytes)).toBe(true)
    },
  )

  test('loses a large thing as well as a small one', () => {
    for (const times of [1, 6, 7, 8, 100]) {
      const whole = grafted(element('1254c367', bytesOf(MARKER.repeat(times))))
      expect(textOf(cleanVoice(whole)?.bytes ?? whole)).not.toContain(MARKER)
      expect(cleanWebm(cleanVoice(whole)?.bytes ?? whole)).toBe(true)
    }
  })

  test('keeps what nobody knows', () => {
    const whole = grafted(element('4abc', bytesOf('what comes later')))
    expect(textOf(cleanVoice(whole)?.bytes ?? new Uint8Array())).toContain('what comes later')
  })
})

describe('an MP4 recording', () => {
  const before = recorded('chromium.mp4')

  test('has its sound as it was, no name of a program and no time', () => {
    const { bytes } = cleanVoice(before) ?? { bytes: new Uint8Array() }
    expect(bytes).toHaveLength(before.length)
    expect(textOf(before)).toContain('SoundHandler')
    expect(textOf(bytes)).not.toContain('SoundHandler')
    expect(after(bytes, 'mdat')).toEqual(after(before, 'mdat'))
    for (const type of ['mvhd', 'tkhd', 'mdhd'])
      expect(after(bytes, type).slice(8, 16), type).toEqual(new Uint8Array(8))
    expect(after(before, 'mvhd').slice(8, 16)).not.toEqual(new Uint8Array(8))
    expect(cleanMp4(recorded('chromium.mp4'))).toBe(true)
  })

  test.each(['udta', 'meta', 'uuid', 'prft', 'emsg', 'free', 'skip'])('loses what stands in %s', (type) => {
    const whole = concat(before, box(type, bytesOf(MARKER)))
    const { bytes } = cleanVoice(whole) ?? { bytes: whole }
    expect(textOf(bytes)).not.toContain(MARKER)
    expect(bytes.subarray(0, before.length)).toEqual(cleanVoice(before)?.bytes)
    expect(cleanMp4(bytes)).toBe(true)
  })

  test('keeps what nobody knows', () => {
    const whole = concat(before, box('newb', bytesOf('what comes later')))
    expect(textOf(cleanVoice(whole)?.bytes ?? new Uint8Array())).toContain('what comes later')
  })
})

test('a recording that breaks off is kept, and cleaned as far as it goes', () => {
  const cut = recorded('chromium.webm').slice(0, 1500)
  const { bytes } = cleanVoice(cut) ?? { bytes: new Uint8Array() }
  expect(bytes).toHaveLength(1500)
  expect(textOf(bytes)).not.toContain('Chrome')
})

test('what is no such recording is not taken for one', () => {
  expect(cleanVoice(recorded('firefox.ogg'))).toBe(null)
  expect(voiceTypeOf(recorded('firefox.ogg'))).toBe('audio/ogg')
  for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '%PDF-1.7', 'RIFF....WAVE', '']) {
    expect(voiceTypeOf(bytesOf(text)), text).toBe(null)
  }
})

test('ends on every input, and is never an error', () => {
  for (const name of ['chromium.webm', 'chromium.mp4']) {
    const whole = recorded(name)
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.nat(255),
        fc.integer({ min: 1, max: whole.length }),
        (at, value, length) => {
          cleanVoice(whole.slice(0, length).with(at % length, value))
        },
      ),
    )
  }
})
