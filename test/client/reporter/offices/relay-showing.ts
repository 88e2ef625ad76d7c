import type { DocumentRelay } from '../../../../client/relay/documents.ts'
import type { AreaBundle } from '../../../../shared/wire/documents.ts'

/** A relay that answers with these documents. `shown` null: it cannot be reached. `onAsked`: what of it was asked for. */
export function relayShowing(
  shown: () => AreaBundle | null,
  onAsked: (what: string) => void = () => undefined,
): Pick<DocumentRelay, 'directory' | 'area' | 'agency'> {
  const bundle: DocumentRelay['area'] = async (id) => {
    onAsked(id)
    const now = shown()
    return now === null ? { kind: 'unreachable' } : { kind: 'bundle', bundle: now }
  }
  return {
    async directory() {
      onAsked('directory')
      const now = shown()
      return now === null ? { kind: 'unreachable' } : { kind: 'document', document: now.directory }
    },
    area: bundle,
    agency: bundle,
  }
}
