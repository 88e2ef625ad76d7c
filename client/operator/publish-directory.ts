/** Signing the next directory with two root keys, and publishing it. Source: docs/protocol.md P7.1, P7.3. */
import type { SigningKey } from '../../shared/crypto/keys.ts'
import { DIRECTORY_DAYS, ROOT_THRESHOLD } from '../../shared/protocol.ts'
import {
  type Directory,
  type DirectoryContent,
  encodeDirectory,
  verifyDirectory,
} from '../../shared/trust/directory.ts'
import { nextHead, type SeenVersion } from '../../shared/trust/document.ts'
import type { Refusal } from '../../shared/trust/outcome.ts'
import { signDocument } from '../../shared/trust/sign-document.ts'
import type { AgencyContext } from '../agency/context.ts'
import type { Failure } from '../relay/outcome.ts'
import type { Deployment } from './deployment.ts'
import type { DirectoryPlan } from './plan-directory.ts'

export type CurrentDirectory =
  | { readonly kind: 'current'; readonly directory: Directory | null }
  /** What the relay shows does not hold, or is older than what was signed here before. */
  | { readonly kind: 'distrusted'; readonly reason: Refusal | 'absent' }
  | Failure

/** The directory that the relay serves; null when none was ever signed. An expired one counts: it is to be renewed. */
export async function fetchDirectory(
  { p, relay, today }: AgencyContext,
  { rootHash }: Pick<Deployment, 'rootHash'>,
  last: SeenVersion | null,
): Promise<CurrentDirectory> {
  const answer = await relay.directory()
  if (answer.kind === 'absent') {
    return last === null ? { kind: 'current', directory: null } : { kind: 'distrusted', reason: 'absent' }
  }
  if (answer.kind !== 'document') return answer
  const options = { rootHash, today: today(), lastVersion: last ?? undefined, evenExpired: true }
  const verified = await verifyDirectory(p, answer.document, options)
  return verified.ok ? { kind: 'current', directory: verified.value } : { kind: 'distrusted', reason: verified.reason }
}

export type PublishedDirectory =
  { readonly kind: 'published'; readonly directory: Directory } | { readonly kind: 'superseded' } | Failure

/** `signers`: at least two different root keys of the deployment; the first two sign. */
export async function publishDirectory(
  { p, relay, today }: AgencyContext,
  { name, demo, roots, rootHash }: Deployment,
  { areas, agencies }: DirectoryPlan,
  previous: Directory | null,
  signers: readonly SigningKey<'root'>[],
): Promise<PublishedDirectory> {
  const head = nextHead(previous, today(), DIRECTORY_DAYS)
  const content: DirectoryContent = { ...head, roots, deployment: { name, demo }, areas, agencies }
  const seeds = signers.slice(0, ROOT_THRESHOLD).map(({ seed }) => seed)
  const document = await signDocument(p, 'directory', encodeDirectory(content), seeds)
  const verified = await verifyDirectory(p, document, { rootHash, today: today() })
  if (!verified.ok) throw new Error(`wrote a directory that does not hold: ${verified.reason}`)
  const answer = await relay.putDocument({ kind: 'directory', document })
  if (answer.kind === 'stored') return { kind: 'published', directory: verified.value }
  return answer.kind === 'superseded' ? { kind: 'superseded' } : answer
}
