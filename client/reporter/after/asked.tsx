/** One of the questions after the report: each has its reason, can be left, and is handed over by itself. */
import type { JSX } from 'preact'
import type { Details } from '../../../shared/case/details.ts'
import type { ConsentBody } from '../../../shared/case/reporter-event.ts'
import type { Day } from '../../../shared/day.ts'
import type { District } from '../../library/areas/pack.ts'
import type { Beside } from '../letter/follow-up.ts'
import type { SaidMore } from '../letter/said-more.ts'
import { AgeAndDistrict } from './age-district.tsx'
import { AnswerAgain } from './answer-again.tsx'
import { HowToSpeak } from './how-to-speak.tsx'
import { MoreWords } from './more-words.tsx'
import type { Asking } from './question.tsx'
import { WhatAbout } from './what-about.tsx'
import { WhatAgreed } from './what-agreed.tsx'
import { WhoTells } from './who-tells.tsx'

export type Topic = 'reach' | 'words' | 'issues' | 'whom' | 'age' | 'answer' | 'wishes' | 'agree'

export function Asked({
  topic,
  districts,
  silentDay,
  own,
  onAdd,
  onAgree,
  onSaid,
  ...asking
}: Asking & {
  readonly topic: Topic
  /** Of the report's area. */
  readonly districts: readonly District[]
  /** From which on somebody of whom nothing is heard is silent. */
  readonly silentDay: Day
  /** A child tells of itself. */
  readonly own: boolean
  readonly onAdd: (beside: Beside) => void
  readonly onAgree: (consents: readonly ConsentBody[]) => void
  readonly onSaid: (said: SaidMore) => void
}): JSX.Element {
  // where everything was left there is nothing to hand over
  const onDetails = (details: Details): void => (Object.keys(details).length === 0 ? asking.onBack() : onAdd(details))
  switch (topic) {
    case 'words':
      return <MoreWords {...asking} onSaid={onSaid} />
    case 'issues':
      return <WhatAbout {...asking} onDetails={onDetails} />
    case 'reach':
      return <WhoTells {...asking} key={topic} from="knows" onDetails={onDetails} />
    case 'whom':
      return <WhoTells {...asking} key={topic} from="role" onDetails={onDetails} />
    case 'age':
      return <AgeAndDistrict {...asking} districts={districts} own={own} onDetails={onDetails} />
    case 'answer':
      return <AnswerAgain {...asking} silentDay={silentDay} onPlan={(contact) => onAdd({ contact })} />
    case 'wishes':
      return <HowToSpeak {...asking} onDetails={onDetails} />
    case 'agree':
      return <WhatAgreed {...asking} onAgree={onAgree} />
  }
}
