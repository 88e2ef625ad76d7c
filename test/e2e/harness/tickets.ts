/** People who write to Lamphun's front desk with tickets, through the public API, with the letters of the reporter's app. */
import { sealFollowUp } from '../../../client/reporter/letter/follow-up.ts'
import { sealReport, type Letter } from '../../../client/reporter/letter/report.ts'
import { sealCodeChange, sealWithdrawal } from '../../../client/reporter/letter/wishes.ts'
import type { OutboxItem } from '../../../client/outbox/item.ts'
import { createTicket, deriveTicketKeys, type TicketKeys } from '../../../shared/crypto/ticket.ts'
import { solveWork } from '../../../shared/crypto/work.ts'
import { WORK_MIN_BITS } from '../../../shared/protocol.ts'
import type { Door } from '../../../shared/trust/area.ts'
import { parseInboxAddress } from '../../../shared/wire/address.ts'
import { present } from '../../present.ts'
import { openLamphun } from './filing.ts'

export interface Tickets {
  report(letter: Partial<Letter>): Promise<TicketKeys>
  say(ticket: TicketKeys, words: string): Promise<void>
  withdraw(ticket: TicketKeys): Promise<void>
  /** Another one, named with this one. */
  change(old: TicketKeys): Promise<TicketKeys>
}

export async function openTickets(origin: string): Promise<Tickets> {
  const { context, rootHash, read } = await openLamphun(origin)
  const { p, random, relay } = context
  const system = { primitives: p, random, today: context.today, now: context.now }
  const door = async (): Promise<Door> => {
    const { frontDesk } = (await read()).doors
    if (!frontDesk.ok) throw new Error(frontDesk.reason)
    return frontDesk.value
  }
  // The cost is not what is tested here.
  const ticket = (): Promise<TicketKeys> =>
    deriveTicketKeys(p, async (_password, _salt, { hashBytes }) => random(hashBytes), createTicket(random), rootHash)
  const post = async (items: readonly OutboxItem[]): Promise<void> => {
    for (const { id, envelope, ...item } of items) {
      const address = present(parseInboxAddress(item.address))
      // Twice the least price at the most: so few letters raise none.
      const nonce = await solveWork({ address, id }, WORK_MIN_BITS + 1)
      const { kind } = await relay.post({ address, nonce, envelope })
      if (kind !== 'stored') throw new Error(kind)
    }
  }
  return {
    async report(changes) {
      const keys = await ticket()
      const plain: Letter = {
        danger: false,
        details: { role: 'unsaid' },
        needs: ['legal'],
        area: 'lamphun',
        words: 'Words',
        contact: { method: 'ticket_only' },
        language: 'en',
      }
      const { report } = await sealReport(
        system,
        keys,
        { ...plain, ...changes },
        { door: await door(), overseer: null, contactDay: () => null },
      )
      await post(report)
      return keys
    },
    async say(keys, words) {
      await post(await sealFollowUp(system, keys, await door(), words, {}))
    },
    async withdraw(keys) {
      await post([await sealWithdrawal(system, keys, await door())])
    },
    async change(old) {
      const next = await ticket()
      await post([await sealCodeChange(system, old, next, await door())])
      return next
    },
  }
}
