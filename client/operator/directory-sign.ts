/** `sosafe directory sign` and `sosafe directory show`: the ceremony of the root keys. Source: docs/protocol.md P7.3, P7.6. */
import { equalBytes } from '../../shared/bytes/equal.ts'
import { MIN_MEMBERS, ROOT_THRESHOLD } from '../../shared/protocol.ts'
import type { Directory } from '../../shared/trust/directory.ts'
import type { AgencyContext } from '../agency/context.ts'
import { fetchCandidates } from './candidates.ts'
import { hexOf, readDeployment } from './deployment.ts'
import {
  candidateJson,
  candidateLine,
  directoryJson,
  directoryLines,
  failureOfRelay,
  leftOutJson,
  leftOutLines,
} from './directory-report.ts'
import { type CommandOutcome, type Refused, refusal } from './outcome.ts'
import { type Choices, planDirectory } from './plan-directory.ts'
import { type CurrentDirectory, fetchDirectory, publishDirectory } from './publish-directory.ts'
import { readLastDirectory, readRootKeys, writeLastDirectory } from './root-keys.ts'

export interface DirectorySignInput {
  /** Folders with root keys, for instance two sticks. */
  readonly keys: readonly string[]
  /** Of `directory show`, for those whose fingerprint was compared by voice (confirmation.ts); spaces do not matter. */
  readonly confirmed: readonly string[]
  /** Takes everybody: for trials, never for a real deployment. */
  readonly confirmAll: boolean
  readonly choices: Choices
}

const NO_DEPLOYMENT = refusal('No deployment.json that holds in these folders. Was `sosafe init` run?')

function distrust({ reason }: Extract<CurrentDirectory, { kind: 'distrusted' }>): Refused {
  return refusal(
    reason === 'absent' || reason === 'rolled-back' || reason === 'fork'
      ? `The relay does not show the directory that was signed here last (${reason}). Nothing was signed.`
      : `The directory that the relay shows does not hold (${reason}). Nothing was signed.`,
  )
}

const SIGNED = 'Signed and published.'

/** The first directory is empty, so that agencies can found themselves; afterwards that is worth a word. */
function emptyLines({ areas }: Directory): readonly string[] {
  if (areas.length > 0) return []
  const rule = `a front desk, a second door of another institution and an overseer, each with ${MIN_MEMBERS} devices`
  return [`No area is in it yet. An area enters with ${rule}.`]
}

const bare = (text: string): string => text.replace(/\D/g, '')

export async function signNextDirectory(context: AgencyContext, input: DirectorySignInput): Promise<CommandOutcome> {
  const deployment = await readDeployment(context.p, input.keys)
  if (deployment === null) return NO_DEPLOYMENT
  const found = await readRootKeys(context.p, input.keys)
  const signers = found.filter(({ publicKey }) => deployment.roots.some((root) => equalBytes(root, publicKey)))
  if (signers.length < ROOT_THRESHOLD)
    return refusal(`Found ${signers.length} root keys of this deployment; two must sign.`)
  const current = await fetchDirectory(context, deployment, readLastDirectory(input.keys))
  if (current.kind === 'distrusted') return distrust(current)
  if (current.kind !== 'current') return failureOfRelay(current)
  const candidates = await fetchCandidates(context)
  if ('kind' in candidates) return failureOfRelay(candidates)

  const confirmed = new Set(input.confirmed.map(bare))
  const isConfirmed = (confirmation: string): boolean => input.confirmAll || confirmed.has(bare(confirmation))
  const plan = planDirectory(candidates, current.directory, input.choices, isConfirmed)
  const published = await publishDirectory(context, deployment, plan, current.directory, signers)
  if (published.kind === 'superseded') return refusal('Another directory was published meanwhile. Run this again.')
  if (published.kind !== 'published') return failureOfRelay(published)
  const { directory } = published
  writeLastDirectory(input.keys, directory)
  return {
    ok: true,
    json: { ...directoryJson(directory), leftOut: leftOutJson(plan.leftOut) },
    lines: [SIGNED, ...directoryLines(directory), ...emptyLines(directory), ...leftOutLines(plan.leftOut)],
  }
}

/** `folders`: where a deployment.json tells the root hash. */
export async function showDirectory(context: AgencyContext, folders: readonly string[]): Promise<CommandOutcome> {
  const deployment = await readDeployment(context.p, folders)
  if (deployment === null) return NO_DEPLOYMENT
  const current = await fetchDirectory(context, deployment, readLastDirectory(folders))
  if (current.kind === 'distrusted') return distrust(current)
  if (current.kind !== 'current') return failureOfRelay(current)
  const candidates = await fetchCandidates(context)
  if ('kind' in candidates) return failureOfRelay(candidates)
  const { directory } = current
  return {
    ok: true,
    json: {
      rootHash: hexOf(deployment.rootHash),
      directory: directory === null ? null : directoryJson(directory),
      introduced: candidates.map(candidateJson),
    },
    lines: [
      `Root hash: ${hexOf(deployment.rootHash)}`,
      ...(directory === null ? ['No directory was signed yet.'] : directoryLines(directory)),
      ...candidates.map(candidateLine),
    ],
  }
}
