import { describe, expect, test } from 'vitest'
import type { OutboxState } from '../../../../client/outbox/outbox.ts'
import { voiceKeyOf } from '../../../../client/reporter/standing/voice-state.tsx'
import { item } from '../../outbox/fakes.ts'

const voices = [item(1).id]
const NOTHING: OutboxState = { waiting: [], late: [], expired: [], broken: [], foreign: 0, reasons: [], wakes: false }

describe('what is said of a voice', () => {
  test('is handed over only when its letter is', () => {
    expect(voiceKeyOf({ voices, standing: { is: 'handed' }, state: NOTHING })).toBe('voice.state.handed')
    const state = { ...NOTHING, waiting: [item(1)] }
    expect(voiceKeyOf({ voices, standing: { is: 'waiting' }, state })).toBe('voice.state.waiting')
    expect(voiceKeyOf({ voices, standing: { is: 'waiting' }, state: null })).toBe('voice.state.waiting')
  })

  test('is lost when its time is over, or the browser has lost a part of it; a loss of others is not its own', () => {
    for (const is of ['late', 'expired'] as const) {
      expect(voiceKeyOf({ voices, standing: { is }, state: NOTHING })).toBe('voice.state.lost')
    }
    const standing = { is: 'waiting' } as const
    expect(voiceKeyOf({ voices, standing, state: { ...NOTHING, broken: ['x'] } })).toBe('voice.state.lost')
    const both = { ...NOTHING, waiting: [item(1)], broken: ['x'] }
    expect(voiceKeyOf({ voices, standing, state: both })).toBe('voice.state.waiting')
  })

  test('is in the page only where the phone could not keep it', () => {
    expect(voiceKeyOf({ voices, standing: { is: 'memory', fault: 'full' }, state: NOTHING })).toBe('voice.state.memory')
  })
})
