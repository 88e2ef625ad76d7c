/** What there is to know of an office before one tells it something: its name, when it reads, what it must pass on. */
import type { JSX } from 'preact'
import type { DirectoryAgency } from '../../shared/trust/directory.ts'
import { type AreaPack, officeOf } from '../library/areas/pack.ts'
import { CHILD_UNDER, whenTheyRead } from './reading-time.ts'
import { useSpeech } from './speech.ts'

interface OfficeProps {
  readonly agency: DirectoryAgency
  /** Null: nobody has told us anything of this area. */
  readonly pack: AreaPack | null
}

export function AboutOffice(props: OfficeProps): JSX.Element {
  return (
    <>
      <BrieflyOffice {...props} />
      <WhatByLaw {...props} />
    </>
  )
}

/** Without what it must pass on: that has to stand elsewhere on the screen. */
export function BrieflyOffice({ agency, pack }: OfficeProps): JSX.Element {
  const { name } = useSpeech()
  return (
    <>
      <p class="note">
        <b>{name(agency.names)}</b>
      </p>
      <WhenTheyRead agency={agency} pack={pack} />
    </>
  )
}

export function WhenTheyRead({ agency, pack }: OfficeProps): JSX.Element {
  const hours = officeOf(pack, agency)?.hours ?? null
  return <p>{whenTheyRead(useSpeech(), hours)}</p>
}

export function WhatByLaw({ agency, pack }: OfficeProps): JSX.Element {
  const { say } = useSpeech()
  const duties = officeOf(pack, agency)?.mustReport ?? []
  if (duties.length === 0) return <p>{say('law.unknown')}</p>
  return (
    <>
      <p>{say('law.title')}</p>
      <ul class="duties">
        {duties.map((duty) => (
          <li key={duty}>{say(`law.${duty}`, { age: CHILD_UNDER })}</li>
        ))}
      </ul>
    </>
  )
}

/** That there is nothing yet that it could pass on about somebody; below the choice, so that one need not scroll to choose. */
export function UnnamedYet({ agency, pack }: OfficeProps): JSX.Element | null {
  const { say } = useSpeech()
  const duties = officeOf(pack, agency)?.mustReport ?? []
  return duties.length === 0 ? null : <p>{say('law.unnamed')}</p>
}
