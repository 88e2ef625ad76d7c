/** Numbers first: by the hour, and by what happened once the person has said so. */
import type { FunctionComponent, JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HotlineId } from '../library/hotlines.ts'
import { Heading } from '../ui/heading.tsx'
import { hotlinesAt } from './hotlines.ts'
import { Numbers } from './numbers.tsx'
import { useSpeech } from './speech.ts'

/** Asks what it is about, and tells which numbers come first then. */
export type About = FunctionComponent<{ readonly onFirst: (first: readonly HotlineId[]) => void }>

export function Help({
  loadAbout,
  onHome,
}: {
  /** Where it does not come, the numbers are there without it. */
  readonly loadAbout: () => Promise<About>
  readonly onHome: () => void
}): JSX.Element {
  const { say, thaiMinute } = useSpeech()
  const [first, setFirst] = useState<readonly HotlineId[]>([])
  const [loaded, setLoaded] = useState<{ readonly About: About } | null>(null)
  useEffect(() => {
    let gone = false
    loadAbout().then(
      (About) => gone || setLoaded({ About }),
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
