/** The demonstration as `npm start` makes it, and who was invited to which of its desks. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type AreaId, type Invitation, type Part, invitationsIn } from './invitations.ts'
import { copyDemo } from './made-demo.ts'
import { startRelay, type RelayProcess } from './relay-process.ts'

export interface Demo extends RelayProcess {
  /** One of the printed links; each is good for one browser. @throws when there is none left */
  invitation(area: AreaId, part: Part): Invitation
}

/** The two areas, as the screens name them in English. */
export const areas = { first: 'Lamphun', second: 'Yala City Municipality' } as const
export async function startDemo(): Promise<Demo> {
  const made = await copyDemo()
  const relay = await startRelay({ dataFolder: made.dataFolder })
  // As if this start had been the first: the links lead to where the copy is.
  const first = made.output.replaceAll(made.origin, relay.origin)
  const left = invitationsIn(first)
  return {
    ...relay,
    output: () => first + relay.output(),
    async remove() {
      await relay.remove()
      rmSync(made.dataFolder, { recursive: true, force: true })
    },
    invitation(area, part) {
      const index = left.findIndex((one) => one.area === area && one.part === part)
      const [found] = index === -1 ? [] : left.splice(index, 1)
      if (found === undefined) throw new Error(`no invitation printed for ${part} of ${area}`)
      return found
    },
  }
}

/** How many envelopes lie at the relay, inboxes and reply mailboxes together. */
export function mailAt(dataFolder: string): number {
  const database = new Database(join(dataFolder, 'relay.db'), { readonly: true })
  try {
    const used = [0, 1, 2].map(
      (size) =>
        database.prepare(`select count(*) from mail_${size} where mailbox <> zeroblob(32)`).pluck().get() as number,
    )
    return used.reduce((sum, count) => sum + count, 0)
  } finally {
    database.close()
  }
}
