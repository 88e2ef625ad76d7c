import { describe, expect, test } from 'vitest'
import { createReader, localVoice } from '../../../../client/reporter/aloud/reader.ts'

const voice = (lang: string, localService: boolean): SpeechSynthesisVoice =>
  ({ lang, localService, name: lang, voiceURI: lang, default: false }) as SpeechSynthesisVoice

interface Setting {
  readonly reader: ReturnType<typeof createReader>
  readonly said: string[]
  /** The utterance that is being read says that it has ended. */
  end(): void
  /** Time passes, by so many ticks. */
  tick(times: number): void
}

function setting(voices: readonly SpeechSynthesisVoice[]): Setting {
  const said: string[] = []
  let current: SpeechSynthesisUtterance | null = null
  const timers = new Set<() => void>()
  const reader = createReader({
    synthesis: {
      getVoices: () => [...voices],
      speak: (utterance) => {
        current = utterance
        said.push(utterance.text)
      },
      cancel: () => void said.push('cancel'),
    },
    utter: (text) => ({ text, onend: null, onerror: null }) as unknown as SpeechSynthesisUtterance,
    touched: () => void said.push('touch'),
    every: (_ms, work) => {
      timers.add(work)
      return () => void timers.delete(work)
    },
  })
  return {
    reader,
    said,
    end: () => void current?.onend?.({} as SpeechSynthesisEvent),
    tick: (times) => {
      for (let time = 0; time < times; time++) for (const work of timers) work()
    },
  }
}

describe('reading aloud', () => {
  test('takes no voice that asks a server, and none of another language', () => {
    expect(localVoice([voice('th-TH', false), voice('en-US', true)], 'th')).toBeNull()
    expect(localVoice([voice('th-TH', false), voice('th_TH', true)], 'th')?.lang).toBe('th_TH')
    expect(localVoice([voice('tha', true)], 'th')).toBeNull()
    expect(setting([voice('th-TH', false)]).reader.canRead('th')).toBe(false)
  })

  test('says nothing before somebody has agreed, and asks again after the page was put aside', () => {
    const { reader, said } = setting([voice('en', true)])
    let ended = 0
    reader.read('x', 'en', () => ended++)
    expect([said, ended]).toEqual([[], 1])
    reader.agree()
    reader.read('x', 'en', () => ended++)
    expect(said).toEqual(['touch', 'x'])
    reader.putAside()
    expect([said.at(-1), ended, reader.agreed]).toEqual(['cancel', 2, false])
  })

  test('counts as touch while it lasts, and no longer', () => {
    const { reader, said, tick, end } = setting([voice('en', true)])
    reader.agree()
    reader.read('x', 'en', () => undefined)
    tick(3)
    expect(said).toEqual(['touch', 'x', 'touch', 'touch', 'touch'])
    end()
    tick(3)
    expect(said).toHaveLength(5)
  })

  test('ends by itself where a voice never says that it has ended', () => {
    const { reader, said, tick } = setting([voice('en', true)])
    let ended = 0
    reader.agree()
    reader.read('x', 'en', () => ended++)
    tick(100)
    expect(ended).toBe(1)
    expect(said.at(-1)).toBe('cancel')
    expect(said.filter((what) => what === 'touch').length).toBeLessThan(25)
  })

  test('tells each end once: of the text before, when another begins', () => {
    const { reader, end } = setting([voice('en', true)])
    const ended: string[] = []
    reader.agree()
    reader.read('a', 'en', () => ended.push('a'))
    reader.read('b', 'en', () => ended.push('b'))
    expect(ended).toEqual(['a'])
    end()
    end()
    reader.stop()
    expect(ended).toEqual(['a', 'b'])
  })
})
