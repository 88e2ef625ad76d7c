/** Who is in the agency, and whether mail can reach it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Heading } from '../../../ui/heading.tsx'
import { visibleString } from '../../../ui/visible-text.ts'
import type { DeskEnd } from '../../bridge/desk-end.ts'
import type { ScreenState } from '../../view/screen-state.ts'
import type { MemberState } from '../../state.ts'
import { useSpeech } from '../../speech.ts'
import { Invite } from './invite.tsx'
import { Kit } from './kit.tsx'
import { Members } from './members.tsx'
import { ReplaceKeys } from './replace-keys.tsx'
import { ThisComputer, type ThisComputerProps } from './this-computer.tsx'

interface TeamProps {
  readonly state: ScreenState
  readonly session: DeskEnd
  readonly persistence: ThisComputerProps['persistence']
  readonly onRemoved: ThisComputerProps['onRemoved']
}

type Asking = { readonly member: MemberState | null }

export function Team({ state, session, ...here }: TeamProps): JSX.Element {
  const { say, name } = useSpeech()
  const [asking, ask] = useState<Asking | null>(null)
  const { agency, isAdministrator, keys } = state
  const left = asking?.member === null ? keys.liveDevices : keys.liveDevices - 1
  return (
    <>
      <Heading>{say('team.title')}</Heading>
      <div class="columns">
        <div class="course">
          {agency.names !== null && (
            <p class="whose">
              <bdi>{name(agency.names)}</bdi>
            </p>
          )}
          <Health state={state} />
          <Members state={state} onRemove={isAdministrator ? (member) => ask({ member }) : null} />
        </div>
        <div class="side">
          {!isAdministrator && <p class="why">{say('team.invite.only')}</p>}
          {asking !== null && (
            <ReplaceKeys
              key={asking.member?.author ?? 'nobody'}
              session={session}
              member={asking.member}
              left={left}
              onDone={() => ask(null)}
            />
          )}
          {isAdministrator && asking === null && <Invite session={session} second={keys.liveDevices < 2} />}
          {asking === null && <Kit session={session} kit={state.kit} isAdministrator={isAdministrator} />}
          {isAdministrator && asking === null && (
            <section aria-label={say('team.replace')}>
              <p class="why">{say('team.replace.why')}</p>
              <button type="button" onClick={() => ask({ member: null })}>
                {say('team.replace')}
              </button>
            </section>
          )}
          <ThisComputer state={state} session={session} {...here} />
        </div>
      </div>
    </>
  )
}

function Health({ state }: { readonly state: ScreenState }): JSX.Element {
  const { say, date } = useSpeech()
  const { agency, keys, asideCount } = state
  const { sealableUntil, memberSheetUntil, liveDevices } = keys
  const waiting = state.members.filter((member) => member.keys === 'waiting')
  return (
    <ul class="health">
      <li class={agency.listing === 'listed' ? undefined : 'bad'}>
        {say(agency.listing === 'listed' ? 'team.listed' : 'team.not-listed')}
      </li>
      <li class={sealableUntil === null ? 'bad' : undefined}>
        {sealableUntil === null ? say('team.sealable.none') : say('team.sealable', { date: date(sealableUntil) })}
      </li>
      {memberSheetUntil !== null && <li>{say('team.sheet', { date: date(memberSheetUntil) })}</li>}
      <li class={liveDevices < 2 ? 'bad' : undefined}>{say('team.devices', { count: liveDevices })}</li>
      {waiting.length > 0 && (
        <li>
          {say('team.keys.missing')} <bdi>{waiting.map(({ label }) => visibleString(label)).join(', ')}</bdi>
        </li>
      )}
      {asideCount > 0 && agency.kind !== 'overseer' && (
        <li class="bad">{say('team.unverified', { count: asideCount })}</li>
      )}
      <li>
        {say('team.fingerprint')}: <span class="digits">{agency.fingerprint}</span>
      </li>
    </ul>
  )
}
