/**
 * What every adapter of MailboxStore must do. A second adapter is tested by one line: `describeMailboxStore(name, open)`.
 */
import { describe } from 'vitest'
import type { OpenStore } from './contract-fixture.ts'
import { describeLogs } from './log-contract.ts'
import { describeMail } from './mail-contract.ts'

export function describeMailboxStore(name: string, open: () => Promise<OpenStore>): void {
  describe(`the mailbox store on ${name}`, () => {
    describeMail(open)
    describeLogs(open)
  })
}
