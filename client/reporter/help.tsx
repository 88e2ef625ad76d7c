/** Numbers first: by the hour, and by what happened once the person has said so. */
import type { FunctionComponent, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HotlineId } from '../library/hotlines.ts'
import { Heading } from '../ui/heading.tsx'
import type { Piece } from '../ui/piece.ts'
import { hotlinesAt } from './hotlines.ts'
import { Numbers } from './numbers.tsx'
import { useSpeech } from './speech.ts'

/** Asks what it is about, and tells which numbers come first then. */
export type About = FunctionComponent<{ readonly onFirst: (first: readonly HotlineId[]) => void }>

/** A component by itself would be taken for a way to the next state. */
const asState = (About: About | null): { readonly About: About } | null => (About === null ? null : { About })

export function Help({
  about,
  onHome,
}: {
  /** Where it does not come, the numbers are there without it. */
  readonly about: Piece<About>
  readonly onHome: () => void
}): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  const [first, setFirst] = useState<readonly HotlineId[]>([])
  const [loaded, setLoaded] = useState(() => asState(about.here()))
  useEffect(() => {
    let gone = false
    if (loaded !== null) return
    about.load().then(
      (About) => gone || setLoaded(asState(About)),
      () => undefined,
    )
    return () => void (gone = true)
  }, [])
  return (
    <>
      <Heading key={first.join()}>{say('help.title')}</Heading>
      <p>{say('help.trace')}</p>
      <Numbers of={hotlinesAt(thaiMinute(), first)} />
      {loaded !== null && <loaded.About onFirst={setFirst} />}
      <button type="button" class="back" onClick={onHome}>
        {say('home')}
      </button>
    </>
  )
}
