/** Beside what is being typed: a voice, and the recording that runs. In memory only. */
import type { Recorded } from './recorded.ts'

/** Changed in place. */
export interface Voiced {
  voice: Recorded | null
  running: Running | null
}

/** `ended` resolves when `voice` is what was recorded. */
export interface Running {
  stop(): void
  readonly ended: Promise<unknown>
}

/** Before anything is sealed: what was said up to now belongs to it. */
export async function finishRecording(voiced: Voiced): Promise<void> {
  voiced.running?.stop()
  await voiced.running?.ended
}
