/** A phone with Firefox and a recorder between it and the relay, for the test that asks. */
import { onTestFinished } from 'vitest'
import { words } from '../../../client/words/reporter.en.ts'
import { openFirefox, type OpenFirefox } from './firefox.ts'
import { untilTestEnds } from './lifetimes.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { firefoxScreen, type Screen } from './screen.ts'

export interface RecordedFirefox {
  readonly phone: OpenFirefox
  readonly screen: Screen
  readonly recorder: Recorder
}

/** At the home. `shiftDays`: how far its clock runs ahead. `before`: before anything is asked of the relay. */
export async function recordedFirefox(
  origin: string,
  { shiftDays = 0, before }: { readonly shiftDays?: number; readonly before?: (recorder: Recorder) => void } = {},
): Promise<RecordedFirefox> {
  const recorder = await startRecorder()
  onTestFinished(() => recorder.close())
  before?.(recorder)
  // removed first: what is opened last is
  const phone = untilTestEnds(await openFirefox({ device: 'phone', proxyPort: recorder.port, shiftDays }))
  const screen = firefoxScreen(phone.page)
  await screen.open(origin)
  await screen.sees(words['home.title'])
  return { phone, screen, recorder }
}
