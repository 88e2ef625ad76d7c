/** The step of a round that keeps the recovery copy as new as the keys that it is for. Source: docs/protocol.md 9.41. */
import { keepCopy } from '../../recovery/keep-copy.ts'
import { problemOf } from '../problem.ts'
import { note, type Round } from './step.ts'

export async function keepRecoveryCopy(round: Round): Promise<void> {
  const { desk } = round
  const { p, random, today, relay, keyring } = desk.link()
  const incarnation = desk.copy.position()?.incarnation ?? new Uint8Array()
  const keeper = { p, random, today: today(), relay, device: keyring.device.publicKey, incarnation }
  const outcome = await keepCopy(keeper, desk.contents())
  if (outcome.kind === 'kept') await desk.keep({ ...desk.contents(), kit: outcome.kit })
  else if (outcome.kind === 'unreachable' || outcome.kind === 'refused') note(round, problemOf(outcome))
}
