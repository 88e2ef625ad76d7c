/** Directory, sheets and introductions. What comes back is not verified: shared/trust does that. Source: section 8. */
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
  /** Directory and all sheets of an area; nobody asks for one agency of it alone. */
  area(id: string): Promise<BundleOutcome>
  /** For a member's own desk. */
  agency(id: AgencyId): Promise<BundleOutcome>
  putDocument(request: documents.PutDocumentRequest): Promise<PutDocumentOutcome>
  introduce(request: introduction.IntroduceRequest): Promise<IntroduceOutcome>
  introduced(): Promise<IntroducedOutcome>
}

function jsonOf(reply: Reply): unknown {
  return reply.kind === 'answer' ? parseJson(reply.body) : undefined
}

const isAbsent = (reply: Reply): boolean => reply.kind === 'problem' && reply.problem.code === 'not-found'

export function createDocumentRelay(transport: Transport): DocumentRelay {
  const bundle = async (path: string): Promise<BundleOutcome> => {
    const reply = await transport.get(path)
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
    agency: (id) => bundle(PATHS.agencies + id),
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
