/** An office that a letter may go to, and in danger the numbers: before it, where we do not know that it acts now. */
import type { JSX } from 'preact'
import type { AreaPack } from '../../library/areas/pack.ts'
import { AboutOffice } from '../about-office.tsx'
import { DANGER_HOTLINES } from '../hotlines.ts'
import { Numbers } from '../numbers.tsx'
import { useSpeech } from '../speech.ts'
import type { Reachable } from './open-doors.ts'

export function ReadsIt({
  who,
  pack,
  danger,
}: {
  readonly who: Reachable
  readonly pack: AreaPack | null
  readonly danger: boolean
}): JSX.Element {
  const { say, name } = useSpeech()
  const { agency } = who.door
  if (who.kind === 'open') {
    return (
      <>
        <AboutOffice agency={agency} pack={pack} />
        {danger && <Numbers of={DANGER_HOTLINES} />}
      </>
    )
  }
  return (
    <>
      <Numbers of={DANGER_HOTLINES} />
      <p>{say(who.kind === 'unsure' ? 'who.danger.unsure' : 'who.danger.later', { agency: name(agency.names) })}</p>
      <AboutOffice agency={agency} pack={pack} />
    </>
  )
}
