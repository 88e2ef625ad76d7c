/** Directory, sheets and introductions. What comes back is not verified: shared/trust does that. Source: section 8. */
import type { Primitives } from '../../shared/crypto/primitives.ts'
import { PATHS } from '../../shared/wire/api.ts'
import type { AgencyId } from '../../shared/wire/address.ts'
import * as documents from '../../shared/wire/documents.ts'
import * as introduction from '../../shared/wire/introduction.ts'
import { parseJson } from '../../shared/wire/json.ts'
import type {
  BundleOutcome,
  DocumentOutcome,
  IntroducedOutcome,
  IntroduceOutcome,
  PutDocumentOutcome,
} from './outcome.ts'
import { failureOf, type Reply, type Transport } from './transport.ts'

export interface DocumentRelay {
  directory(): Promise<DocumentOutcome>
  /** Directory, and the sheets of all to whom a phone seals in an area: its two doors and its overseer. */
  area(id: string): Promise<BundleOutcome>
  /** `known`: the documents of this agency that are here; where the relay has no others, they are not sent again. */
  agency(id: AgencyId, known?: documents.AreaBundle | null): Promise<BundleOutcome>
  putDocument(request: documents.PutDocumentRequest): Promise<PutDocumentOutcome>
  introduce(request: introduction.IntroduceRequest): Promise<IntroduceOutcome>
  introduced(): Promise<IntroducedOutcome>
}

function jsonOf(reply: Reply): unknown {
  return reply.kind === 'answer' ? parseJson(reply.body) : undefined
}

const isAbsent = (reply: Reply): boolean => reply.kind === 'problem' && reply.problem.code === 'not-found'

export function createDocumentRelay(transport: Transport, p: Pick<Primitives, 'sha256'>): DocumentRelay {
  const tagOf = async (known: documents.AreaBundle): Promise<string> =>
    documents.bundleTag(await p.sha256(new TextEncoder().encode(documents.bundleText(known))))
  const bundle = async (path: string, known: documents.AreaBundle | null = null): Promise<BundleOutcome> => {
    const reply = await transport.get(path, known === null ? undefined : await tagOf(known))
    if (reply.kind === 'unchanged' && known !== null) return { kind: 'bundle', bundle: known }
    const parsed = documents.parseAreaBundle(jsonOf(reply))
    if (parsed !== null) return { kind: 'bundle', bundle: parsed }
    return isAbsent(reply) ? { kind: 'absent' } : failureOf(reply)
  }
  return {
    async directory() {
      const reply = await transport.get(PATHS.directory)
      const document = documents.parseDirectoryAnswer(jsonOf(reply))
      if (document !== null) return { kind: 'document', document }
      return isAbsent(reply) ? { kind: 'absent' } : failureOf(reply)
    },
    area: (id) => bundle(PATHS.areas + id),
    agency: (id, known) => bundle(PATHS.agencies + id, known),
    async putDocument(request) {
      const reply = await transport.postJson(PATHS.documents, documents.encodePutDocumentRequest(request))
      const version = documents.parseVersionAnswer(jsonOf(reply))
      if (version !== null) return { kind: 'stored', version }
      if (reply.kind === 'problem' && reply.problem.code === 'superseded' && reply.problem.version !== undefined) {
        return { kind: 'superseded', version: reply.problem.version }
      }
      return failureOf(reply)
    },
    async introduce(request) {
      const reply = await transport.postJson(PATHS.introduce, introduction.encodeIntroduceRequest(request))
      const description = introduction.parseAgencyDescription(jsonOf(reply))
      return description === null ? failureOf(reply) : { kind: 'introduced', description }
    },
    async introduced() {
      const reply = await transport.get(PATHS.introduced)
      const agencies = introduction.parseIntroducedList(jsonOf(reply))
      return agencies === null ? failureOf(reply) : { kind: 'list', agencies }
    },
  }
}
