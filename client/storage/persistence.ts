/**
 * Whether the browser keeps this site's data when it wants room. Where the asking is silent (Chromium) it is done at every
 * start, so that it tells nothing of a letter; where it may open a window over the page and leave a line in the site's
 * settings (Firefox, and whatever we do not know), only when the person wants it. Source: WHATWG Storage;
 * docs/decisions/013-storage-persistence.md.
 */

/** `askable`: the person may have the browser asked. */
export type KeptState = 'kept' | 'not-kept' | 'askable'

export interface Persistence {
  /** Never throws. */
  askQuietly(): Promise<void>
  state(): Promise<KeptState>
  /** May open a window of the browser. Whether it now promises to keep the data. */
  ask(): Promise<boolean>
}

/** `storage`: undefined on pages that are not secure and in old browsers. `quiet`: this engine asks nobody. */
export function createPersistence(
  storage: Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined,
  quiet: boolean,
): Persistence {
  const answerOf = async (question: 'persist' | 'persisted'): Promise<boolean> => {
    try {
      return (await storage?.[question]?.()) ?? false
    } catch {
      return false
    }
  }
  const canAsk = typeof storage?.persist === 'function'
  return {
    async askQuietly() {
      if (quiet) await answerOf('persist')
    },
    async state() {
      if (await answerOf('persisted')) return 'kept'
      return canAsk && !quiet ? 'askable' : 'not-kept'
    },
    ask: () => answerOf('persist'),
  }
}
