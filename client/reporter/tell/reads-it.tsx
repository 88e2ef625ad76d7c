/** An office that a letter may go to, and in danger the numbers: before it, where we do not know that it acts now. */
import type { ComponentChildren, JSX } from 'preact'
import type { AreaPack } from '../../library/areas/pack.ts'
import { AboutOffice } from '../about-office.tsx'
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
export function ReadsIt({ who, pack, danger }: ReadsProps & { readonly danger: boolean }): JSX.Element {
  const { say, name, isToChild } = useSpeech()
  const { agency } = who.door
  const About = isToChild ? ReadsToChild : AboutOffice
  const office = (
    <>
      <About agency={agency} pack={pack} />
      {who.kind === 'open' && danger && <Numbers of={DANGER_HOTLINES} />}
    </>
  )
  if (who.kind === 'open') return office
  return (
    <>
      <Numbers of={DANGER_HOTLINES} />
      <p>{say(who.kind === 'unsure' ? 'who.danger.unsure' : 'who.danger.later', { agency: name(agency.names) })}</p>
      {office}
    </>
  )
}

/** Below it, so that one need not scroll to choose. */
export function ReadsMore({
  who,
  pack,
  children,
}: ReadsProps & { readonly children?: ComponentChildren }): JSX.Element {
  const { say, isToChild } = useSpeech()
  if (!isToChild) return <p class="why">{say('who.text')}</p>
  return (
    <MoreToChild agency={who.door.agency} pack={pack}>
      {children}
    </MoreToChild>
  )
}
