/** The office that the tour's letter goes to: what it answers, by a member's key. */
import { readDeployment } from '../../../server/data-folder.ts'
import { type EventHash, eventHashName } from '../../../shared/case/names.ts'
import { dayOf } from '../../../shared/day.ts'
import { invitationsIn } from './invitations.ts'
import { answerTicket, keysOf } from './member-answer.ts'
import type { RelayProcess } from './relay-process.ts'

export interface Office {
  /** Says that the letter has arrived, and a word. */
  answers(): Promise<void>
  /** Says that nothing more follows. */
  ends(): Promise<void>
}

/** Of the first area's first door, for whoever holds this ticket. */
export type OfficeFor = (ticket: string) => Promise<Office>

export function officeAt({ origin, dataFolder, output }: RelayProcess): OfficeFor {
  const deployment = readDeployment(dataFolder)
  const invited = invitationsIn(output()).find(({ area, part }) => area === 'lamphun' && part === 'front-desk')
  if (deployment === null || invited === undefined) throw new Error('no demonstration')
  return async (ticket) => {
    const to = await keysOf(ticket, new Uint8Array(deployment.rootHash))
    const common = { origin, link: invited.link, to }
    let previous: EventHash | null = null
    return {
      async answers() {
        const received = { report: eventHashName(to.pseudonym), day: dayOf(Date.now()) }
        previous = await answerTicket({ ...common, previous, type: 'received', body: received })
        previous = await answerTicket({ ...common, previous, type: 'message', body: { words: 'x' } })
      },
      async ends() {
        previous = await answerTicket({ ...common, previous, type: 'status', body: { status: 'closed' } })
      },
    }
  }
}
