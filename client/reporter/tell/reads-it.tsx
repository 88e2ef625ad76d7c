/**
 * An office that a letter may go to, and in danger the numbers: before it, where we do not know that it acts now. `brief`:
 * only what one needs to choose; the rest is folded below the choice.
 */
import type { ComponentChildren, JSX } from 'preact'
import type { AreaPack } from '../../library/areas/pack.ts'
import { AboutOffice, BrieflyOffice, UnnamedYet, WhatByLaw, WhenTheyRead } from '../about-office.tsx'
import { DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Reachable } from './open-doors.ts'
import { MoreToChild, ReadsToChild } from './reads-to-child.tsx'

interface ReadsProps {
  readonly who: Reachable
  readonly pack: AreaPack | null
}

/** Above what is asked of it. */
export function ReadsIt({
  who,
  pack,
  danger,
  brief = false,
}: ReadsProps & { readonly danger: boolean; readonly brief?: boolean }): JSX.Element {
  const { say, name, isToChild } = useSpeech()
  const { agency } = who.door
  const About = isToChild ? ReadsToChild : brief ? BrieflyOffice : AboutOffice
  const office = (
    <>
      <About agency={agency} pack={pack} />
      {who.kind === 'open' && danger && <Numbers of={DANGER_HOTLINES} beside />}
    </>
  )
  if (who.kind === 'open') return office
  return (
    <>
      <Numbers of={DANGER_HOTLINES} beside />
      <p>{say(who.kind === 'unsure' ? 'who.danger.unsure' : 'who.danger.later', { agency: name(agency.names) })}</p>
      {/* it has just been named */}
      {brief && !isToChild ? <WhenTheyRead agency={agency} pack={pack} /> : office}
    </>
  )
}

/** Below it, so that one need not scroll to choose. */
export function ReadsMore({
  who,
  pack,
  brief = false,
  open = false,
  children,
}: ReadsProps & {
  readonly brief?: boolean
  /** Something was typed in it. */
  readonly open?: boolean
  readonly children?: ComponentChildren
}): JSX.Element {
  const { say, isToChild } = useSpeech()
  const { agency } = who.door
  if (!isToChild && !brief)
    return (
      <>
        <UnnamedYet agency={agency} pack={pack} />
        <p class="why">{say('who.text')}</p>
      </>
    )
  if (!isToChild)
    return (
      <details open={open}>
        <summary>{say('who.more')}</summary>
        {children}
        <WhatByLaw agency={agency} pack={pack} />
        <UnnamedYet agency={agency} pack={pack} />
        <p>{say('who.text')}</p>
      </details>
    )
  return (
    <MoreToChild agency={agency} pack={pack}>
      {children}
    </MoreToChild>
  )
}
