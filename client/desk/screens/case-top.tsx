/** What a caseworker must know of a case before anything else: danger, a withdrawal, whom not to show it to, what it is. */
import type { JSX } from 'preact'
import type { Case } from '../../../shared/case/case.ts'
import { visibleString } from '../../ui/visible-text.ts'
import type { ScreenState } from '../bridge/screen-state.ts'
import { useSpeech, type Speech } from '../speech.ts'
import { standingWithdrawal } from '../view/withdrawal.ts'
import { FactList, factsOf } from './details.tsx'

function stoppedKey({ contactStopped, sharingStopped }: Case): 'both' | 'contact' | 'sharing' | null {
  if (contactStopped && sharingStopped) return 'both'
  if (contactStopped) return 'contact'
  return sharingStopped ? 'sharing' : null
}

export function Banners({ of }: { readonly of: Case }): JSX.Element {
  const { say, date } = useSpeech()
  const stopped = stoppedKey(of)
  const withdrawal = standingWithdrawal(of)
  return (
    <>
      {of.told?.danger === true && (
        <div class="banner urgent">
          <b>{say('case.danger')}</b>
          <span>{say('case.danger.how')}</span>
        </div>
      )}
      {stopped !== null && (
        <div class="banner stop">
          <b>{say(`case.stopped.${stopped}`)}</b>
          <span>{say('case.stopped.why')}</span>
          {withdrawal !== null && withdrawal.decideDay !== null && (
            <span>{say('case.stopped.until', { date: date(withdrawal.decideDay) })}</span>
          )}
          {withdrawal?.takenBack === true && <span>{say('case.stopped.back')}</span>}
        </div>
      )}
      {of.ticketContested && (
        <div class="banner stop">
          <b>{say('case.contested')}</b>
        </div>
      )}
      {of.told?.notShowTo.map((who) => (
        <div key={who} class="banner stop">
          <b translate={false}>{say('case.not-show', { who: visibleString(who) })}</b>
        </div>
      ))}
      {of.gaps.length > 0 && <p class="banner gap">{say('case.gap', { count: of.gaps.length })}</p>}
    </>
  )
}

function consentName(
  { consent, agency }: Case['consents'][number],
  { directory }: ScreenState,
  label: Speech['label'],
  name: Speech['name'],
): string {
  const names = agency === null ? undefined : directory?.agencies.get(agency)?.names
  return names === undefined ? label('consent', consent) : `${label('consent', consent)} (${name(names)})`
}

/** Codes of the report and of what was told after it, each list as one line. */
export function Facts({ of, state }: { readonly of: Case; readonly state: ScreenState }): JSX.Element | null {
  const speech = useSpeech()
  const { say, label, name, languageName } = speech
  const { told } = of
  if (told === null) return <p class="soft">{say('cases.no-report')}</p>
  const areaNames = state.directory?.areas.find(({ id }) => id === told.area)?.names
  return (
    <FactList
      facts={[
        [say('case.language'), languageName(told.language)],
        ...factsOf(told, speech),
        [say('case.needs'), told.needs.map((code) => label('need', code)).join(', ')],
        [say('case.area'), areaNames === undefined ? visibleString(told.area) : name(areaNames)],
        [say('case.consents'), of.consents.map((given) => consentName(given, state, label, name)).join(', ')],
      ]}
    />
  )
}
