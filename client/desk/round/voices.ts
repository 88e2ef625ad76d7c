/** The last step of a round: whatever is in its way must not keep a desk from its mail. Source: docs/protocol.md P9.37. */
import { StorageError } from '../../storage/connection.ts'
import { problemOf } from '../problem.ts'
import { note, type Round } from './step.ts'

export async function keepVoices(round: Round): Promise<void> {
  const { desk, isLocked } = round
  const isWhole =
    desk.copy.position()?.missing.length === 0 &&
    desk.copy.entries().every(({ record, hint }) => record !== null || hint === 0)
  try {
    const failure = await desk.voices.keep(desk.cases(), isWhole, isLocked)
    if (failure !== null) note(round, problemOf(failure))
  } catch (error) {
    if (!(error instanceof StorageError)) throw error
    note(round, { kind: 'storage', code: error.code })
  }
}
