/**
 * To a child: who opens what it writes, and what they must pass on, in two short sentences with a picture each. What else
 * there is to know stands below the choice, behind one more tap. Nowhere that anybody at home is told.
 */
import type { ComponentChildren, JSX } from 'preact'
import type { DirectoryAgency } from '../../../shared/trust/directory.ts'
import { type AreaPack, type Duty, officeOf } from '../../library/areas/pack.ts'
import type { Key } from '../../words/reporter.en.ts'
import { UnnamedYet, WhatByLaw, WhenTheyRead } from '../about-office.tsx'
import { useSpeech } from '../speech.ts'
import { Picture } from './pictures.tsx'

interface Of {
  readonly agency: DirectoryAgency
  /** Null: nobody has told us anything of this area. */
  readonly pack: AreaPack | null
}

/** What hurts the child itself comes first. */
function dutyTo(duties: readonly Duty[]): Key {
  if (duties.includes('child_at_risk')) return 'child.who.must'
  return duties.includes('domestic_violence') ? 'child.who.must.home' : 'child.who.must.unknown'
}

export function ReadsToChild({ agency, pack }: Of): JSX.Element {
  const { say, name } = useSpeech()
  return (
    <ul class="pictured">
      <li class="row">
        <Picture of="reads" />
        <p>{say('child.who.reads', { agency: name(agency.names) })}</p>
      </li>
      <li class="row">
        <Picture of="passes-on" />
        <p>{say(dutyTo(officeOf(pack, agency)?.mustReport ?? []))}</p>
      </li>
    </ul>
  )
}

export function MoreToChild({ agency, pack, children }: Of & { readonly children?: ComponentChildren }): JSX.Element {
  const { say } = useSpeech()
  return (
    <details>
      <summary>{say('who.more')}</summary>
      {children}
      <WhenTheyRead agency={agency} pack={pack} />
      <p>{say('who.text')}</p>
      <WhatByLaw agency={agency} pack={pack} />
      <UnnamedYet agency={agency} pack={pack} />
    </details>
  )
}
